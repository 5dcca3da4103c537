//! Sorting where it is not hot: the library's sorts are 10 kB of code for each type and rule that they are asked for.

use crate::list::Listed;
use crate::order;

/// Sorts by a key; equals keep their order.
pub(super) fn by_key<T, K: Ord>(items: &mut Vec<T>, key: impl Fn(&T) -> K) {
    let keys: Vec<K> = items.iter().map(key).listed();
    let mut ranks: Vec<u32> = (0..keys.len() as u32).listed();
    order::sort(&mut ranks, &|a, b| keys[a as usize].cmp(&keys[b as usize]).then(a.cmp(&b)));
    let mut unsorted: Vec<Option<T>> = std::mem::take(items).into_iter().map(Some).listed();
    items.extend(ranks.into_iter().filter_map(|rank| unsorted[rank as usize].take()));
}

/// Sorts and leaves one of equals.
pub(super) fn distinct<T: Ord + Clone>(items: &mut Vec<T>) {
    by_key(items, T::clone);
    items.dedup();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equals_keep_their_order() {
        let mut words = vec!["pear", "fig", "plum", "apple", "date", "kiwi"];
        by_key(&mut words, |word| word.len());
        // By hand: lengths 3, 4, 4, 4, 4, 5, and those of 4 as they stood.
        assert_eq!(words, ["fig", "pear", "plum", "date", "kiwi", "apple"]);
    }

    #[test]
    fn one_of_equals_is_left() {
        let mut numbers = vec![3, 1, 3, 2, 1];
        distinct(&mut numbers);
        assert_eq!(numbers, [1, 2, 3]);
    }
}
