//! Columns with very many values: the most frequent stay, all others become one.
//!
//! Two bytes a row are then enough, and lists of values stay such that a page can hold them. Which stay depends on the
//! values alone: those that most rows have, and of equals the first in the order of their bytes.

use huitou_columns::MISSING;
use huitou_columns::codes::Codes;

use super::{Texts, sort};

/// So many values of a column are kept.
pub const MOST_VALUES: usize = 65_000;

/// The value of all rows whose own was not kept: no cell can hold it, as NULs are passed over.
pub const POOLED: &str = "\0";

/// Pools the values of a column that has too many; how many it had.
pub(super) fn pool(values: &mut Texts, codes: &mut Codes, most: usize) -> Option<u64> {
    if values.len() <= most {
        return None;
    }
    let mut rows_of = vec![0_u32; values.len()];
    for code in codes.iter() {
        rows_of.get_mut(code as usize).into_iter().for_each(|rows| *rows += 1);
    }
    let mut used: Vec<u32> = (0..values.len() as u32).filter(|&code| rows_of[code as usize] > 0).collect();
    if used.len() <= most {
        return None;
    }
    let distinct = used.len() as u64;
    sort(&mut used, &|a, b| {
        let more = rows_of[b as usize].cmp(&rows_of[a as usize]);
        more.then_with(|| values.get(a).cmp(values.get(b)))
    });
    used.truncate(most);
    // Whatever is not among them is numbered behind them.
    let mut new = vec![used.len() as u32; values.len()];
    for (number, &code) in used.iter().enumerate() {
        new[code as usize] = number as u32;
    }
    *codes = codes.iter().map(|code| new.get(code as usize).copied().unwrap_or(MISSING)).collect();
    *values = values.arranged(&used);
    values.push(POOLED);
    Some(distinct)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// By hand: `c` has three rows, `a`, `b` and `d` have one, and one has none.
    #[test]
    fn the_most_frequent_stay_and_of_equals_the_first_by_bytes() {
        let texts = || ["d", "c", "b", "unused", "a"].into_iter().collect::<Texts>();
        let codes: Codes = [0, 1, 2, MISSING, 1, 4, 1].into_iter().collect();
        let read = |most| {
            let (mut values, mut codes) = (texts(), codes.clone());
            let pooled = pool(&mut values, &mut codes, most);
            let rows: Vec<String> = codes.iter().map(|code| values.get(code).to_string()).collect();
            (pooled, rows.join(" "))
        };
        assert_eq!(read(2), (Some(4), "\0 c \0  c a c".to_string()));
        assert_eq!(read(1), (Some(4), "\0 c \0  c \0 c".to_string()));
        assert_eq!(read(4), (None, "d c b  c a c".to_string()));
    }
}
