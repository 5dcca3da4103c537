//! A mapping: what a merchant has chosen, as a small file that can be given again.

use serde::{Deserialize, Serialize};

use super::choices::{Choices, Zone};
use super::chosen;
use crate::error::{Error, Trouble};

/// Choices as they are saved: they name columns and never hold a cell, nor the place of whoever saved them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub struct Mapping {
    /// The version of this form; its name tells such a file from any other.
    pub huitou_mapping: u32,
    /// What was chosen.
    pub choices: Choices,
}

/// No zone of this world is further from UTC, in minutes.
const FURTHEST: i32 = 24 * 60;

impl Mapping {
    /// The version that is written, and the only one that is read.
    pub const VERSION: u32 = 1;

    /// What is saved of choices.
    pub fn of(choices: &Choices) -> Mapping {
        let choices = Choices { local_zone: None, ..choices.clone() };
        Mapping { huitou_mapping: Mapping::VERSION, choices }
    }

    /// The choices of a file that was given.
    ///
    /// # Errors
    /// [`Trouble::BadMapping`] naming the part that does not fit.
    pub fn checked(self) -> Result<Choices, Error> {
        let choices = self.choices;
        let is_character = |text: &String| text.chars().count() == 1;
        let all = [
            ("huitou_mapping", self.huitou_mapping == Mapping::VERSION),
            ("columns", chosen::check(&choices).is_ok()),
            ("delimiter", choices.delimiter.as_ref().is_none_or(is_character)),
            ("zone", choices.zone.as_ref().is_none_or(is_zone)),
            ("local_zone", choices.local_zone.is_none()),
        ];
        match all.into_iter().find(|(_, fits)| !fits) {
            Some((name, _)) => Err(Error::new(Trouble::BadMapping { name: name.to_string() })),
            None => Ok(choices),
        }
    }
}

fn is_zone(zone: &Zone) -> bool {
    !zone.offsets.is_empty()
        && zone.offsets.is_sorted_by_key(|offset| offset.from)
        && zone.offsets.iter().all(|offset| offset.minutes.abs() <= FURTHEST)
}

#[cfg(test)]
mod tests {
    use super::super::choices::ZoneOffset;
    use super::*;

    fn zone(minutes: i32) -> Zone {
        Zone { name: "Asia/Shanghai".into(), offsets: vec![ZoneOffset { from: 0, minutes }] }
    }

    #[test]
    fn what_is_saved_is_given_again_without_the_visitors_own_zone() {
        let columns = [("Total".to_string(), "amount".to_string())].into();
        let chosen = Choices { columns, zone: Some(zone(480)), ..Choices::default() };
        let with_place = Choices { local_zone: Some(zone(60)), ..chosen.clone() };
        assert_eq!(Mapping::of(&with_place).checked(), Ok(chosen));
    }

    #[test]
    fn what_does_not_fit_is_named() {
        let named = |mapping: Mapping| match mapping.checked().map_err(|error| error.trouble) {
            Err(Trouble::BadMapping { name }) => name,
            other => format!("{other:?}"),
        };
        let of = |choices| Mapping { huitou_mapping: Mapping::VERSION, choices };
        assert_eq!(named(Mapping { huitou_mapping: 2, choices: Choices::default() }), "huitou_mapping");
        let columns = [("Total".to_string(), "colour".to_string())].into();
        assert_eq!(named(of(Choices { columns, ..Choices::default() })), "columns");
        assert_eq!(named(of(Choices { delimiter: Some("::".into()), ..Choices::default() })), "delimiter");
        assert_eq!(named(of(Choices { zone: Some(zone(9000)), ..Choices::default() })), "zone");
        assert_eq!(named(of(Choices { local_zone: Some(zone(0)), ..Choices::default() })), "local_zone");
    }
}
