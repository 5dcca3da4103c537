//! The distinct values of a few thousand cells.

use crate::interner::Interner;

/// Each value that is not empty, by its first appearance, and how many cells have it.
pub fn counted<'a>(cells: &[&'a [u8]]) -> Vec<(&'a [u8], usize)> {
    let mut numbers = Vec::new();
    Interner::default().intern_all(cells.iter().copied(), &mut numbers);
    let mut values: Vec<(&'a [u8], usize)> = Vec::new();
    for (&cell, number) in cells.iter().zip(numbers) {
        match values.get_mut(number as usize) {
            Some((_, count)) => *count += 1,
            None if cell.is_empty() => {}
            None => values.push((cell, 1)),
        }
    }
    values
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_counted_by_first_appearance() {
        assert!(counted(&[]).is_empty() && counted(&[b"", b""]).is_empty());
        let cells: [&[u8]; 7] = [b"", b"b", b"a", b"b", b"", b"c", b"b"];
        assert_eq!(counted(&cells), [(&b"b"[..], 3), (b"a", 1), (b"c", 1)]);
        let texts: Vec<String> = (0..3_000).map(|i| format!("v{}", i * i % 701)).collect();
        let cells: Vec<&[u8]> = texts.iter().map(String::as_bytes).collect();
        for (value, count) in counted(&cells) {
            assert_eq!(cells.iter().filter(|&&cell| cell == value).count(), count);
        }
    }
}
