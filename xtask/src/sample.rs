//! `sample`: the sample shop as a file, of any size.

use crate::{command, workspace::Workspace};
use anyhow::Result;
use std::path::PathBuf;

/// What the command line says.
pub struct Options {
    /// About how many orders.
    pub orders: u32,
    /// `zh` or `en`.
    pub language: String,
    /// Another seed is another shop.
    pub seed: u64,
    /// Where to write.
    pub out: PathBuf,
}

impl Default for Options {
    fn default() -> Options {
        Options { orders: 8_300, language: "zh".into(), seed: 1, out: "sample.csv".into() }
    }
}

/// Runs the core's generator, as an example of the library: xtask itself does not depend on it.
pub fn write(workspace: &Workspace, options: &Options) -> Result<()> {
    let out = std::path::absolute(&options.out)?;
    // The test profile is optimised and already built by whoever ran the tests.
    let mut cargo = workspace.cargo(&["run", "--quiet", "--profile", "test", "--example", "sample", "--"]);
    cargo.args([&options.orders.to_string(), &options.language, &options.seed.to_string()]).arg(out);
    command::run(&mut cargo)
}
