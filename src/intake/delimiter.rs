//! What stands between cells.

/// How cells are separated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Delimiter {
    /// One byte between cells; cells may be quoted.
    Byte(u8),
    /// Runs of spaces between cells, and around them; nothing is quoted.
    Spaces,
}

impl Delimiter {
    /// The delimiter with this text, as [`shown`](Delimiter::shown); `None` where no single byte is one.
    pub fn of(shown: &str) -> Option<Delimiter> {
        match *shown.as_bytes() {
            [b' '] => Some(Delimiter::Spaces),
            [byte] if byte == b'\t' || byte.is_ascii_punctuation() && !b"\"'\\".contains(&byte) => {
                Some(Delimiter::Byte(byte))
            }
            _ => None,
        }
    }

    /// `,`, `;`, TAB ..., or one space for runs of spaces.
    pub fn shown(self) -> String {
        match self {
            Delimiter::Byte(byte) => char::from(byte).to_string(),
            Delimiter::Spaces => " ".to_string(),
        }
    }
}
