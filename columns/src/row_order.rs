//! Rows in another order, and columns put into it.
//!
//! To read a large column in any order is to wait for memory at each row. So rows are dealt into regions first, in each
//! of which the cache holds what is read: both sides are gone through from the first to the last.

/// So many regions there are.
pub(crate) const REGIONS: usize = 256;

/// Which row comes at each place.
#[derive(Clone, Debug, Default)]
pub struct RowOrder {
    /// By row: its region; none where all are in one.
    regions: Vec<u8>,
    /// Where each region begins, and the last ends.
    starts: Vec<u32>,
    /// By place: which of the rows of its region is there.
    places: Vec<u32>,
}

impl RowOrder {
    /// The order of these rows, which are all, each once: as it is read now and then, or hardly differs from theirs.
    pub fn of_rows(rows: Vec<u32>) -> RowOrder {
        RowOrder { regions: Vec::new(), starts: vec![0, rows.len() as u32], places: rows }
    }

    /// Rows of these regions, each as they stand.
    pub(crate) fn of_regions(regions: Vec<u8>) -> RowOrder {
        // A byte is always below so many: nothing is checked.
        let mut counts = [0_u32; REGIONS];
        regions.iter().for_each(|&region| counts[usize::from(region)] += 1);
        let mut starts = vec![0];
        starts.extend(counts);
        crate::sorting::sum_up(&mut starts);
        RowOrder { regions, starts, places: Vec::new() }
    }

    /// With what comes at each place: of each region which of its rows.
    pub(crate) fn with_places(self, places: Vec<u32>) -> RowOrder {
        RowOrder { places, ..self }
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.places.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// Where each region lies.
    pub(crate) fn spans(&self) -> impl Iterator<Item = std::ops::Range<usize>> + use<> {
        let starts = self.starts.clone();
        (1..starts.len()).map(move |end| starts[end - 1] as usize..starts[end] as usize)
    }

    /// The rows of all regions one behind the other, with what `value` makes of each.
    pub(crate) fn dealt<T: Copy + Default>(&self, values: impl Iterator<Item = T>) -> Vec<T> {
        let mut ends = [0_u32; REGIONS];
        ends.iter_mut().zip(&self.starts).for_each(|(end, &start)| *end = start);
        let mut dealt = vec![T::default(); self.regions.len()];
        for (value, &region) in values.zip(&self.regions) {
            let end = &mut ends[usize::from(region)];
            dealt[*end as usize] = value;
            *end += 1;
        }
        dealt
    }

    /// Puts a value for each row into this order.
    #[inline(never)]
    pub fn arrange<T: Copy + Default>(&self, values: &mut [T]) {
        let dealt =
            if self.regions.is_empty() { values.to_vec() } else { self.dealt(values.iter().copied()) };
        for span in self.spans() {
            let region = &dealt[span.clone()];
            for (value, &place) in values[span.clone()].iter_mut().zip(&self.places[span]) {
                *value = region[place as usize];
            }
        }
    }

    /// The row at each place.
    pub fn rows(&self) -> Vec<u32> {
        self.clone().into_rows()
    }

    /// The same where nothing else is asked any more.
    pub fn into_rows(mut self) -> Vec<u32> {
        if !self.regions.is_empty() {
            let dealt = self.dealt(0..self.regions.len() as u32);
            for span in self.spans() {
                let region = &dealt[span.clone()];
                self.places[span].iter_mut().for_each(|place| *place = region[*place as usize]);
            }
        }
        self.places
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_stand_as_the_rows_do() {
        let order = RowOrder::of_regions(vec![7, 0, 7, 255, 0, 7]).with_places(vec![1, 0, 2, 0, 1, 0]);
        assert_eq!(order.rows(), [4, 1, 5, 0, 2, 3]);
        for order in [order, RowOrder::of_rows(vec![4, 1, 5, 0, 2, 3])] {
            let mut values = b"abcdef".to_vec();
            order.arrange(&mut values);
            assert_eq!((values.as_slice(), order.len(), order.is_empty()), (&b"ebfacd"[..], 6, false));
        }
        assert!(RowOrder::default().is_empty() && RowOrder::of_rows(Vec::new()).rows().is_empty());
    }
}
