//! How much a container may unfold to.
//!
//! Deflate packs zeros a thousand to one, exports five to fifty to one. What is a bomb is told by the ratio, early;
//! the absolute bound is for what is huge and honest.

use crate::{Format, Refusal};

/// Bytes that are let through whatever the ratio: a small file may be all repetition.
const FREE: u64 = 32 << 20;

/// Bytes out for each byte of the container, at most.
const RATIO: u64 = 200;

/// Bytes out in all, at most. They stream, none of them stays here.
const TOTAL: u64 = 4 << 30;

/// Counts what comes out of one container and of those inside it.
pub(crate) struct Meter {
    packed: u64,
    unfolded: u64,
}

impl Meter {
    /// For a container of so many bytes.
    pub fn new(packed: u64) -> Meter {
        Meter { packed, unfolded: 0 }
    }

    /// Takes what came out of a container of this format.
    pub fn add(&mut self, bytes: usize, format: Format) -> Result<(), Refusal> {
        self.unfolded = self.unfolded.saturating_add(bytes as u64);
        let bomb = self.unfolded > FREE && self.unfolded / RATIO > self.packed;
        if bomb || self.unfolded > TOTAL {
            return Err(Refusal::Unfolds { format, bytes: self.unfolded });
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn repetition_is_fine_while_it_is_small_and_never_beyond() {
        let mut meter = Meter::new(1000);
        assert!(meter.add(FREE as usize, Format::Gzip).is_ok());
        let refused = meter.add(1, Format::Gzip);
        assert_eq!(refused, Err(Refusal::Unfolds { format: Format::Gzip, bytes: FREE + 1 }));
    }

    #[test]
    fn an_honest_large_file_has_the_absolute_bound() {
        let mut meter = Meter::new(TOTAL / 5);
        assert!(meter.add(TOTAL as usize, Format::Zip).is_ok());
        assert!(meter.add(1, Format::Zip).is_err());
    }
}
