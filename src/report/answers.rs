//! Answers while settings change: each computes the sections that read what was changed, and no other.

use super::{Report, Results, Section, VERSION};
use crate::analysis::audience::{AudienceOf, audience};
use crate::analysis::cycle::due_dates;
use crate::analysis::expected_value::{ExpectedValue, Fitting, Forecast, Outlook, outlook};
use crate::analysis::rfm::Members;
use crate::analysis::{Basis, FilterValues, Settings};
use crate::intake::ledger::Ledger;
use crate::order::{Orders, Recipients};
use crate::time::Day;

/// The last answer to every section of one store, and what it was computed from.
#[derive(Clone, Debug)]
pub struct Answers {
    /// The sections that were asked for last.
    report: Report,
    /// The sections that were computed and not asked for last.
    kept: Results,
    /// For each section the settings that it read when it was computed.
    read: [Option<Settings>; Section::ALL.len()],
    basis: Option<(Settings, Basis)>,
    computed: Vec<Section>,
    recipients: Option<Recipients>,
}

impl Answers {
    /// Nothing has been asked yet.
    pub fn new(orders: &Orders) -> Answers {
        let results = Results::none(orders, FilterValues::of(orders));
        let kept = Results::none(orders, FilterValues::default());
        let report = Report {
            version: VERSION,
            settings: Settings::default(),
            results,
            provenance: None,
            least_group: None,
        };
        Answers {
            report,
            kept,
            read: Default::default(),
            basis: None,
            computed: Vec::new(),
            recipients: None,
        }
    }

    /// Says from which files all of it comes.
    pub fn provided(mut self, provenance: Ledger) -> Answers {
        self.report.provenance = Some(provenance);
        self
    }

    /// Takes over whom a campaign was for; its effect is computed anew.
    pub fn take_recipients(&mut self, recipients: Recipients) {
        self.recipients = Some(recipients);
        self.read[Section::Campaign as usize] = None;
    }

    /// The sections that are asked for, of the store that these answers were made for; an empty list means all of them.
    pub fn answer(&mut self, orders: &Orders, settings: &Settings, sections: &[Section]) -> &Report {
        self.report.settings = settings.clone();
        self.computed.clear();
        for section in Section::ALL {
            let is_asked = sections.is_empty() || sections.contains(&section);
            if is_asked != self.report.results.has(section) {
                self.report.results.exchange(section, &mut self.kept);
            }
            let read = Some(section.reads(settings));
            if is_asked && self.read[section as usize] != read {
                self.read[section as usize] = read;
                self.computed.push(section);
                let basis = prepared(&mut self.basis, orders, settings);
                self.report.results.compute(
                    section,
                    &basis.scope(orders, settings),
                    self.recipients.as_ref(),
                );
            }
        }
        &self.report
    }

    /// What is to be fitted before expected value is known under settings; `None` where it is, or nothing can be fitted.
    pub fn fitting(&mut self, orders: &Orders, settings: &Settings) -> Option<Fitting> {
        if self.read[EXPECTED].as_ref() == Some(&Section::ExpectedValue.reads(settings)) {
            return None;
        }
        let basis = prepared(&mut self.basis, orders, settings);
        let fitting = Fitting::of(&basis.scope(orders, settings));
        fitting.map_err(|refused| self.take_fitted(settings, *refused)).ok()
    }

    /// Takes over what came of [`fitting`](Answers::fitting) under the same settings.
    pub fn take_fitted(&mut self, settings: &Settings, fitted: ExpectedValue) {
        self.read[EXPECTED] = Some(Section::ExpectedValue.reads(settings));
        let is_shown = self.report.results.has(Section::ExpectedValue);
        let results = if is_shown { &mut self.report.results } else { &mut self.kept };
        results.expected_value = Some(fitted);
    }

    /// The customers of one list under settings.
    pub fn members(&mut self, orders: &Orders, settings: &Settings, of: AudienceOf) -> Members {
        audience(&prepared(&mut self.basis, orders, settings).scope(orders, settings), of)
    }

    /// The due date of each of some customers under settings.
    pub fn due_dates(&mut self, orders: &Orders, settings: &Settings, customers: &[u32]) -> Vec<Option<Day>> {
        due_dates(&prepared(&mut self.basis, orders, settings).scope(orders, settings), customers)
    }

    /// What the model of a forecast that was made under these settings says of each of some customers.
    pub fn outlooks(
        &mut self,
        orders: &Orders,
        settings: &Settings,
        forecast: &Forecast,
        customers: &[u32],
    ) -> Vec<Option<Outlook>> {
        let basis = prepared(&mut self.basis, orders, settings);
        let scope = basis.scope(orders, settings);
        customers.iter().map(|customer| outlook(&scope, forecast, *customer)).collect()
    }

    /// The sections that the last answer had to compute: the others were known.
    pub fn computed(&self) -> &[Section] {
        &self.computed
    }

    /// The last answer.
    pub fn into_report(self) -> Report {
        self.report
    }
}

const EXPECTED: usize = Section::ExpectedValue as usize;

/// The basis under these settings: the last one where they read the same, else a new one.
fn prepared<'a>(last: &'a mut Option<(Settings, Basis)>, orders: &Orders, settings: &Settings) -> &'a Basis {
    let read = Basis::reads(settings);
    let basis = match last.take() {
        Some((same, basis)) if same == read => basis,
        earlier => Basis::of(orders, settings, earlier.map(|(_, basis)| basis)),
    };
    &last.insert((read, basis)).1
}
