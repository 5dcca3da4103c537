//! What can be saved: tables as CSV, figures as SVG.

pub mod csv;
pub mod svg;
