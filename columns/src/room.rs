//! Room for lists that grow.

/// Makes room as it is needed, without doubling what is large: most of that would stay unused.
#[inline]
pub(crate) fn grow_by_quarter<T>(list: &mut Vec<T>, more: usize) {
    const LARGE: usize = 1 << 20;
    if list.capacity() - list.len() < more && list.len() >= LARGE {
        list.reserve_exact(list.len() / 4 + more);
    }
}
