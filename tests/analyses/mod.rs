//! The analyses against numbers that others published or computed with other tools.

mod cdnow;
mod cycle;
mod posthog;
mod rfm_ties;
pub mod rows;
mod scores;
mod uci;
mod undefined;
