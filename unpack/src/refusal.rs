//! Why a container cannot be unpacked.

use crate::Format;

/// Facts only; the words are the core's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Cut off, changed, or packed in a way that is not read.
    Damaged(Format),
    /// Behind a password.
    Encrypted(Format),
    /// It unfolds to more than an export can be.
    Unfolds {
        /// What it is.
        format: Format,
        /// Bytes that had come out when it was refused.
        bytes: u64,
    },
    /// No file or sheet in it is a table.
    NoTable(Format),
    /// More files than are read at once.
    TooManyFiles {
        /// How many are read at most.
        most: u64,
    },
    /// The sink wants no more.
    Stopped,
}

impl Refusal {
    /// The core's `Trouble` as JSON. `None` where the sink knows why.
    pub fn trouble(self) -> Option<String> {
        let of =
            |what: &str, format: Format| Some(format!(r#"{{"{what}":{{"format":"{}"}}}}"#, format.name()));
        match self {
            Refusal::Damaged(format) => of("damaged", format),
            Refusal::Encrypted(format) => of("encrypted", format),
            Refusal::NoTable(format) => of("no_table_inside", format),
            Refusal::Unfolds { format, bytes } => {
                Some(format!(r#"{{"unfolds":{{"format":"{}","bytes":{bytes}}}}}"#, format.name()))
            }
            Refusal::TooManyFiles { most } => Some(format!(r#"{{"too_many_files":{{"most":{most}}}}}"#)),
            Refusal::Stopped => None,
        }
    }
}

impl std::fmt::Display for Refusal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{self:?}")
    }
}

impl std::error::Error for Refusal {}

#[cfg(test)]
mod tests {
    use super::*;
    use huitou::error::{Error, Trouble};

    fn text(refusal: Refusal) -> Trouble {
        let json = format!(r#"{{"file":0,"line":null,"trouble":{}}}"#, refusal.trouble().unwrap());
        serde_json::from_str::<Error>(&json).unwrap().trouble
    }

    #[test]
    fn the_core_has_words_for_each() {
        let format = || "xlsx".to_string();
        let told = [
            (Refusal::Damaged(Format::Xlsx), Trouble::Damaged { format: format() }),
            (Refusal::Encrypted(Format::Xlsx), Trouble::Encrypted { format: format() }),
            (Refusal::NoTable(Format::Xlsx), Trouble::NoTableInside { format: format() }),
            (
                Refusal::Unfolds { format: Format::Xlsx, bytes: 7 },
                Trouble::Unfolds { format: format(), bytes: 7 },
            ),
            (Refusal::TooManyFiles { most: 7 }, Trouble::TooManyFiles { most: 7 }),
        ];
        for (refusal, trouble) in told {
            assert_eq!(text(refusal), trouble);
        }
        assert_eq!(Refusal::Stopped.trouble(), None);
    }
}
