//! Numbers from the largest down.

use huitou_columns::numbers::Numbers;
use huitou_columns::sorting;

/// Tells every value, the largest first.
///
/// ```
/// use huitou::stats::descending::each;
/// let mut found = Vec::new();
/// each(&[20, 1 << 40, 15, 50].into_iter().collect(), &mut |value| found.push(value));
/// assert_eq!(found, [1 << 40, 50, 20, 15]);
/// ```
pub fn each(values: &Numbers, found: &mut dyn FnMut(i64)) {
    if let Some(sorted) = sorting::ascending_values(values) {
        return sorted.rev().for_each(found);
    }
    let value = |row: u32| values.get(row as usize).unwrap_or(0);
    // Far numbers may look alike. Moved up by half of all numbers, so that negative ones come first.
    let mut ties = |rows: &mut [u32]| sorting::by_key(rows, &|row| value(row) as u64 ^ 1 << 63, &mut |_| {});
    match sorting::ascending(values, &mut ties) {
        Some(order) => order.into_rows().iter().rev().for_each(|row| found(value(*row))),
        None => (0..values.len() as u32).rev().for_each(|row| found(value(row))),
    }
}
