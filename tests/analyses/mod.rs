//! The analyses against numbers that others published or computed with other tools.

mod cdnow;
mod posthog;
mod rfm_ties;
pub mod rows;
mod uci;
mod undefined;
