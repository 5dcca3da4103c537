//! What the merchant has said of single columns.

use super::Choices;
use super::role::Role;
use crate::error::Trouble;

/// The word for a column that is not to be used at all.
const IGNORED: &str = "ignored";

/// What the merchant has said of a column.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Chosen {
    /// Nothing.
    #[default]
    Open,
    /// It has no meaning.
    Ignored,
    /// It has this one and no other.
    As(Role),
}

impl Chosen {
    /// Whether the column may still be taken for this role.
    pub fn allows(self, role: Role) -> bool {
        match self {
            Chosen::Open => true,
            Chosen::Ignored => false,
            Chosen::As(chosen) => chosen == role,
        }
    }
}

/// What was said of each of these columns; answers to questions count where nothing was said of the column.
pub(super) fn of(names: &[String], choices: &Choices) -> Vec<Chosen> {
    let answered = |name: &String| {
        let is_it = |answer: &Option<String>| answer.as_ref() == Some(name);
        if is_it(&choices.amount_column) {
            Chosen::As(Role::Amount)
        } else if is_it(&choices.date_column) {
            Chosen::As(Role::Date)
        } else {
            Chosen::Open
        }
    };
    names
        .iter()
        .map(|name| choices.columns.get(name).map_or_else(|| answered(name), |word| meaning(word)))
        .collect()
}

fn meaning(word: &str) -> Chosen {
    match Role::of(word) {
        Some(role) => Chosen::As(role),
        None if word == IGNORED => Chosen::Ignored,
        None => Chosen::Open,
    }
}

/// Refuses words that are no role's name.
pub(super) fn check(choices: &Choices) -> Result<(), Trouble> {
    let is_known = |word: &String| word == IGNORED || Role::of(word).is_some();
    if choices.columns.values().all(is_known) {
        return Ok(());
    }
    Err(Trouble::BadChoice { name: "columns".to_string() })
}
