//! `simulate`: whether intervals cover what they promise, on shops whose truth is known.

use crate::{command, workspace::Workspace};
use anyhow::Result;

/// What the command line says.
pub struct Options {
    /// Shops of each kind.
    pub runs: u64,
    /// Another seed makes other shops.
    pub seed: u64,
}

impl Default for Options {
    fn default() -> Options {
        Options { runs: 2_000, seed: 1 }
    }
}

/// Runs the simulation, as an example of the library: xtask itself does not depend on it.
pub fn simulate(workspace: &Workspace, options: &Options) -> Result<()> {
    // The test profile is optimised and already built by whoever ran the tests.
    let mut cargo = workspace.cargo(&["run", "--quiet", "--profile", "test", "--example", "simulate", "--"]);
    command::run(cargo.args([options.runs.to_string(), options.seed.to_string()]))
}
