//! The analyses against numbers that others published or computed with other tools.

mod cdnow;
mod cycle;
mod expected_value;
mod filters;
mod lifecycle;
mod posthog;
mod rfm_ties;
pub mod rows;
mod scores;
mod second_order;
pub mod shop;
mod uci;
mod undefined;
mod value;
