//! The analyses against numbers that others published or computed with other tools.

mod acquisition;
mod acting;
mod activity;
mod associations;
mod audience;
mod cdnow;
mod cycle;
mod expected_value;
mod filters;
mod left_truncation;
mod lifecycle;
mod posthog;
mod products;
mod refunds;
mod retention_modes;
mod rfm_given;
mod rfm_ties;
pub mod rows;
mod scores;
mod second_order;
pub mod shop;
mod uci;
mod undefined;
mod value;
mod when;
