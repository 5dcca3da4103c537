//! What the merchant has said of single columns.

use super::Choices;
use super::role::Role;
use crate::error::Trouble;
use crate::list::Listed;

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
    let is = |answer: &Option<String>, name: &String| answer.as_ref() == Some(name);
    let factors = choices.amount_column.as_ref().and_then(|answer| answer.split_once(TIMES));
    let answered = |name: &String| match factors {
        _ if is(&choices.amount_column, name) => Chosen::As(Role::Amount),
        _ if is(&choices.date_column, name) => Chosen::As(Role::Date),
        Some((pieces, _)) if pieces == name => Chosen::As(Role::Quantity),
        Some((_, price)) if price == name => Chosen::As(Role::UnitPrice),
        _ => Chosen::Open,
    };
    let of = |name: &String| choices.columns.get(name).map_or_else(|| answered(name), |word| meaning(word));
    names.iter().map(of).listed()
}

/// Stands between the names of two columns whose product is the amount.
const TIMES: &str = " × ";

/// The answer that says that an amount is the pieces of one column times the price of another.
pub(super) fn product(pieces: &str, price: &str) -> String {
    format!("{pieces}{TIMES}{price}")
}

/// Whether these columns are what an answer names: one of them, or two to be multiplied.
pub(super) fn is_among(answer: &str, names: &[String]) -> bool {
    let has = |name: &str| names.iter().any(|known| known == name);
    has(answer) || answer.split_once(TIMES).is_some_and(|(pieces, price)| has(pieces) && has(price))
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
