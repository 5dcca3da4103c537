//! One compressed file.

use std::io::BufReader;

use flate2::bufread::MultiGzDecoder;

use crate::unfolding::Unfolding;
use crate::{Format, Refusal, Source};

/// Compressed bytes read at once.
const PIECE: usize = 256 << 10;

/// Unpacks it; several members in a row are one file, as `cat a.gz b.gz` makes them.
pub(crate) fn open(
    unfolding: &mut Unfolding<'_>,
    name: &str,
    source: &mut dyn Source,
) -> Result<(), Refusal> {
    let mut reader = MultiGzDecoder::new(BufReader::with_capacity(PIECE, source));
    unfolding.content(inner_name(name), Format::Gzip, &mut reader)
}

/// `orders.csv` of `orders.csv.gz`.
fn inner_name(name: &str) -> &str {
    let end = name.len().saturating_sub(3);
    match name.split_at_checked(end) {
        Some((inner, ending)) if ending.eq_ignore_ascii_case(".gz") && !inner.is_empty() => inner,
        _ => name,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_is_named_without_its_ending() {
        assert_eq!(inner_name("orders.csv.gz"), "orders.csv");
        assert_eq!(inner_name("订单.GZ"), "订单");
        for name in [".gz", "a", "", "单"] {
            assert_eq!(inner_name(name), name);
        }
    }
}
