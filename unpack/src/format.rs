//! Which container it is.

/// How many first bytes tell.
pub(crate) const MAGIC_BYTES: usize = 8;

/// The containers that are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// An archive of files.
    Zip,
    /// One compressed file.
    Gzip,
    /// A workbook of Excel 2007 and later.
    Xlsx,
    /// A workbook of Excel 97 to 2003.
    Xls,
}

impl Format {
    /// The container that begins with these bytes: `Zip` for an `.xlsx` too, which is one.
    pub fn of(first: &[u8]) -> Option<Format> {
        match first {
            [b'P', b'K', 3, 4, ..] | [b'P', b'K', 5, 6, ..] => Some(Format::Zip),
            // 8 is deflate, the only method that gzip has.
            [0x1F, 0x8B, 8, ..] => Some(Format::Gzip),
            [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, ..] => Some(Format::Xls),
            _ => None,
        }
    }

    /// As in `Trouble` of the core.
    pub fn name(self) -> &'static str {
        match self {
            Format::Zip => "zip",
            Format::Gzip => "gzip",
            Format::Xlsx => "xlsx",
            Format::Xls => "xls",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_container_is_known_by_its_first_bytes() {
        assert_eq!(Format::of(b"PK\x03\x04\x14\0\0\0"), Some(Format::Zip));
        assert_eq!(Format::of(b"PK\x05\x06"), Some(Format::Zip));
        assert_eq!(Format::of(b"\x1F\x8B\x08\0"), Some(Format::Gzip));
        assert_eq!(Format::of(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"), Some(Format::Xls));
        for text in [&b"order id,customer"[..], b"PK", b"PKA1,x", b""] {
            assert_eq!(Format::of(text), None);
        }
    }
}
