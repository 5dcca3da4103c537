//! The report: what crosses from worker to page, what is saved, what is embedded. It holds no person.

mod answers;
mod audience;
mod shared;

use serde::{Deserialize, Serialize};

use crate::analysis::acquisition::{Acquisition, acquisition};
use crate::analysis::activity::{Activity, activity};
use crate::analysis::associations::{Associations, associations};
use crate::analysis::campaign::{CampaignEffect, campaign};
use crate::analysis::cycle::{Cycle, cycle};
use crate::analysis::expected_value::{ExpectedValue, expected_value};
use crate::analysis::lifecycle::{Lifecycle, lifecycle};
use crate::analysis::overview::{Overview, overview};
use crate::analysis::points::{Points, points};
use crate::analysis::products::{Products, products};
use crate::analysis::refunds::{Refunds, refunds};
use crate::analysis::repurchase::{Repurchase, repurchase};
use crate::analysis::repurchase_rates::{RepurchaseRates, repurchase_rates};
use crate::analysis::retention::{Retention, retention};
use crate::analysis::rfm::{Rfm, rfm};
use crate::analysis::second_order::{SecondOrder, second_order};
use crate::analysis::tiers::{Tiers, tiers};
use crate::analysis::value::{Value, value};
use crate::analysis::when::{When, when};
use crate::analysis::{Basis, FilterValues, Scope, Settings, Window};
use crate::error::{Error, Trouble};
use crate::intake::ledger::Ledger;
use crate::money::Currency;
use crate::order::{Orders, Recipients};

pub use answers::Answers;
pub use audience::Audience;
pub use shared::LEAST_GROUP;

/// The version of the report's form. A part that may be missing can be added to it; any other change makes a new one.
pub const VERSION: u32 = 1;

/// Results with what they were made from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub struct Report {
    /// The version of this form.
    pub version: u32,
    /// The settings that the results follow.
    pub settings: Settings,
    /// A function of the orders and the settings alone.
    pub results: Results,
    /// Files and ledger; left out where reports are compared or shared.
    pub provenance: Option<Ledger>,
    /// Of fewer customers than these nothing is told, as in [`Report::into_shared`]; `None`: of all.
    #[serde(default)]
    pub least_group: Option<u32>,
}

/// The sections; each is `None` until it is asked for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub struct Results {
    /// The currency of every amount.
    pub currency: Currency,
    /// Whether any order has a usable customer key: without one there are no customer metrics.
    pub has_customers: bool,
    /// The first and the last day with a valid order, whatever the settings.
    pub span: Option<Window>,
    /// What the filters can be set to, whatever the settings.
    pub values: FilterValues,
    /// See [`overview`].
    pub overview: Option<Overview>,
    /// See [`retention`].
    pub retention: Option<Retention>,
    /// See [`second_order`].
    pub second_order: Option<SecondOrder>,
    /// See [`repurchase`].
    pub repurchase: Option<Repurchase>,
    /// See [`activity`].
    pub activity: Option<Activity>,
    /// See [`repurchase_rates`].
    pub repurchase_rates: Option<RepurchaseRates>,
    /// See [`rfm`].
    pub rfm: Option<Rfm>,
    /// See [`lifecycle`].
    pub lifecycle: Option<Lifecycle>,
    /// See [`cycle`].
    pub cycle: Option<Cycle>,
    /// See [`value`].
    pub value: Option<Value>,
    /// See [`acquisition`].
    #[serde(default)]
    pub acquisition: Option<Acquisition>,
    /// See [`expected_value`].
    #[serde(default)]
    pub expected_value: Option<ExpectedValue>,
    /// See [`associations`].
    #[serde(default)]
    pub associations: Option<Associations>,
    /// See [`products`].
    #[serde(default)]
    pub products: Option<Products>,
    /// See [`when`].
    #[serde(default)]
    pub when: Option<When>,
    /// See [`campaign`].
    #[serde(default)]
    pub campaign: Option<CampaignEffect>,
    /// See [`tiers`].
    #[serde(default)]
    pub tiers: Option<Tiers>,
    /// See [`points`].
    #[serde(default)]
    pub points: Option<Points>,
    /// See [`refunds`].
    #[serde(default)]
    pub refunds: Option<Refunds>,
}

/// A part of the report that can be computed alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub enum Section {
    /// [`Results::overview`].
    Overview,
    /// [`Results::retention`].
    Retention,
    /// [`Results::second_order`].
    SecondOrder,
    /// [`Results::repurchase`].
    Repurchase,
    /// [`Results::activity`].
    Activity,
    /// [`Results::repurchase_rates`].
    RepurchaseRates,
    /// [`Results::rfm`].
    Rfm,
    /// [`Results::lifecycle`].
    Lifecycle,
    /// [`Results::cycle`].
    Cycle,
    /// [`Results::value`].
    Value,
    /// [`Results::acquisition`].
    Acquisition,
    /// [`Results::expected_value`].
    ExpectedValue,
    /// [`Results::associations`].
    Associations,
    /// [`Results::products`].
    Products,
    /// [`Results::when`].
    When,
    /// [`Results::campaign`].
    Campaign,
    /// [`Results::tiers`].
    Tiers,
    /// [`Results::points`].
    Points,
    /// [`Results::refunds`].
    Refunds,
}

impl Section {
    /// All of them, in the order of the page.
    pub const ALL: [Section; 19] = [
        Section::Overview,
        Section::Retention,
        Section::SecondOrder,
        Section::Repurchase,
        Section::Activity,
        Section::RepurchaseRates,
        Section::Rfm,
        Section::Lifecycle,
        Section::Cycle,
        Section::Value,
        Section::Acquisition,
        Section::ExpectedValue,
        Section::Associations,
        Section::Products,
        Section::When,
        Section::Campaign,
        Section::Tiers,
        Section::Points,
        Section::Refunds,
    ];

    /// Whether it takes so long that no other one may wait for it.
    pub fn is_slow(self) -> bool {
        self == Section::ExpectedValue
    }

    /// The settings that a section reads; the others as they are by default. Where these are equal, so is the result.
    pub fn reads(self, settings: &Settings) -> Settings {
        if self == Section::Refunds {
            return Settings::default();
        }
        let mut read = Basis::reads(settings);
        let by_period = [
            Section::Overview,
            Section::Retention,
            Section::Repurchase,
            Section::Activity,
            Section::Value,
            Section::Acquisition,
        ];
        if by_period.contains(&self) {
            read.period = settings.period;
        }
        if matches!(
            self,
            Section::Overview | Section::Repurchase | Section::Rfm | Section::Lifecycle | Section::When
        ) {
            read.count_by = settings.count_by;
        }
        if self == Section::Retention {
            (read.retention, read.cohort_by) = (settings.retention, settings.cohort_by);
            (read.measure, read.doubtful_cohorts) = (settings.measure, settings.doubtful_cohorts);
            read.curve_mean = settings.curve_mean;
            read.compare_first = settings.compare_first.clone();
            read.compare_second = settings.compare_second.clone();
        }
        if matches!(self, Section::Rfm | Section::When) {
            (read.split, read.rfm) = (settings.split, settings.rfm.clone());
        }
        if self == Section::Lifecycle {
            read.lifecycle = settings.lifecycle;
        }
        match self {
            Section::Acquisition => read.acquisition = settings.acquisition.clone(),
            Section::Campaign => read.campaign_days = settings.campaign_days,
            Section::Tiers => read.tiers = settings.tiers.clone(),
            Section::Points => {
                read.points = settings.points;
                read.acquisition.margin = settings.acquisition.margin;
            }
            _ => {}
        }
        read
    }
}

impl Results {
    /// No section yet.
    fn none(orders: &Orders, values: FilterValues) -> Results {
        Results {
            currency: orders.currency().clone(),
            has_customers: orders.customer_count() > 0,
            span: orders.span().map(|(first_day, as_of)| Window { first_day, as_of }),
            values,
            overview: None,
            retention: None,
            second_order: None,
            repurchase: None,
            activity: None,
            repurchase_rates: None,
            rfm: None,
            lifecycle: None,
            cycle: None,
            value: None,
            acquisition: None,
            expected_value: None,
            associations: None,
            products: None,
            when: None,
            campaign: None,
            tiers: None,
            points: None,
            refunds: None,
        }
    }

    fn compute(&mut self, section: Section, scope: &Scope, recipients: Option<&Recipients>) {
        match section {
            Section::Overview => self.overview = Some(overview(scope)),
            Section::Retention => self.retention = Some(retention(scope)),
            Section::SecondOrder => self.second_order = Some(second_order(scope)),
            Section::Repurchase => self.repurchase = Some(repurchase(scope)),
            Section::Activity => self.activity = Some(activity(scope)),
            Section::RepurchaseRates => self.repurchase_rates = Some(repurchase_rates(scope)),
            Section::Rfm => self.rfm = Some(rfm(scope)),
            Section::Lifecycle => self.lifecycle = Some(lifecycle(scope)),
            Section::Cycle => self.cycle = Some(cycle(scope)),
            Section::Value => self.value = Some(value(scope)),
            Section::Acquisition => self.acquisition = Some(acquisition(scope)),
            Section::ExpectedValue => self.expected_value = Some(expected_value(scope)),
            Section::Associations => self.associations = Some(associations(scope)),
            Section::Products => self.products = Some(products(scope)),
            Section::When => self.when = Some(when(scope)),
            Section::Campaign => self.campaign = Some(campaign(scope, recipients)),
            Section::Tiers => self.tiers = Some(tiers(scope)),
            Section::Points => self.points = Some(points(scope)),
            Section::Refunds => self.refunds = Some(refunds(scope)),
        }
    }

    /// Exchanges one section, computed or not, with other results.
    fn exchange(&mut self, section: Section, other: &mut Results) {
        match section {
            Section::Overview => std::mem::swap(&mut self.overview, &mut other.overview),
            Section::Retention => std::mem::swap(&mut self.retention, &mut other.retention),
            Section::SecondOrder => std::mem::swap(&mut self.second_order, &mut other.second_order),
            Section::Repurchase => std::mem::swap(&mut self.repurchase, &mut other.repurchase),
            Section::Activity => std::mem::swap(&mut self.activity, &mut other.activity),
            Section::RepurchaseRates => {
                std::mem::swap(&mut self.repurchase_rates, &mut other.repurchase_rates);
            }
            Section::Rfm => std::mem::swap(&mut self.rfm, &mut other.rfm),
            Section::Lifecycle => std::mem::swap(&mut self.lifecycle, &mut other.lifecycle),
            Section::Cycle => std::mem::swap(&mut self.cycle, &mut other.cycle),
            Section::Value => std::mem::swap(&mut self.value, &mut other.value),
            Section::Acquisition => std::mem::swap(&mut self.acquisition, &mut other.acquisition),
            Section::ExpectedValue => std::mem::swap(&mut self.expected_value, &mut other.expected_value),
            Section::Associations => std::mem::swap(&mut self.associations, &mut other.associations),
            Section::Products => std::mem::swap(&mut self.products, &mut other.products),
            Section::When => std::mem::swap(&mut self.when, &mut other.when),
            Section::Campaign => std::mem::swap(&mut self.campaign, &mut other.campaign),
            Section::Tiers => std::mem::swap(&mut self.tiers, &mut other.tiers),
            Section::Points => std::mem::swap(&mut self.points, &mut other.points),
            Section::Refunds => std::mem::swap(&mut self.refunds, &mut other.refunds),
        }
    }

    /// Whether a section was computed.
    pub fn has(&self, section: Section) -> bool {
        match section {
            Section::Overview => self.overview.is_some(),
            Section::Retention => self.retention.is_some(),
            Section::SecondOrder => self.second_order.is_some(),
            Section::Repurchase => self.repurchase.is_some(),
            Section::Activity => self.activity.is_some(),
            Section::RepurchaseRates => self.repurchase_rates.is_some(),
            Section::Rfm => self.rfm.is_some(),
            Section::Lifecycle => self.lifecycle.is_some(),
            Section::Cycle => self.cycle.is_some(),
            Section::Value => self.value.is_some(),
            Section::Acquisition => self.acquisition.is_some(),
            Section::ExpectedValue => self.expected_value.is_some(),
            Section::Associations => self.associations.is_some(),
            Section::Products => self.products.is_some(),
            Section::When => self.when.is_some(),
            Section::Campaign => self.campaign.is_some(),
            Section::Tiers => self.tiers.is_some(),
            Section::Points => self.points.is_some(),
            Section::Refunds => self.refunds.is_some(),
        }
    }
}

/// Whether a report of this version can be read here.
///
/// # Errors
/// Where it is newer than [`VERSION`], or no report at all: then it has no version.
pub fn readable(version: Option<u32>) -> Result<(), Error> {
    match version {
        Some(version) if version > VERSION => {
            Err(Error::new(Trouble::NewerReport { version, known: VERSION }))
        }
        Some(1..) => Ok(()),
        _ => Err(Error::new(Trouble::NoReport)),
    }
}

impl Report {
    /// Computes the sections that are asked for; an empty list means all of them.
    pub fn of(orders: &Orders, settings: &Settings, sections: &[Section]) -> Report {
        let mut answers = Answers::new(orders);
        answers.answer(orders, settings, sections);
        answers.into_report()
    }

    /// Takes over the settings and the sections of an answer to other settings; the rest stays. Returns which.
    pub fn take_over(&mut self, mut answer: Report) -> Vec<Section> {
        self.settings = answer.settings;
        let answered: Vec<Section> =
            Section::ALL.into_iter().filter(|section| answer.results.has(*section)).collect();
        for section in &answered {
            self.results.exchange(*section, &mut answer.results);
        }
        answered
    }
}
