//! wasm-pack.toml, the build manifest.

use anyhow::{Context, Result};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// All of it but the policy, which only tests read.
#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Manifest {
    /// What is installed with `cargo install`, by crate.
    pub tools: BTreeMap<String, Tool>,
    /// What wasm-pack builds.
    pub builds: Vec<Build>,
    /// How std is built with each of them.
    pub standard_library: StandardLibrary,
    /// How wasm-opt is run.
    pub wasm_opt: WasmOpt,
    /// How large the shipped files may be.
    pub budget: Budget,
}

/// A program that crates.io has.
#[derive(Deserialize)]
pub struct Tool {
    /// The name of the binary.
    pub program: String,
    /// The only version that will do.
    pub version: String,
    /// Whether its own lock file is followed.
    pub locked: bool,
}

/// One run of `wasm-pack build`.
#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Build {
    /// What this build is called in messages.
    pub name: String,
    /// The folder of the crate, from the workspace's root.
    #[serde(rename = "crate")]
    pub crate_dir: PathBuf,
    /// wasm-pack's `--target`.
    pub target: String,
    /// Where it goes, from the workspace's root.
    pub out_dir: PathBuf,
    /// The stem of the files' names.
    pub out_name: String,
    /// What else wasm-pack is told.
    pub arguments: Vec<String>,
}

/// The standard library, which is built with the code that uses it.
#[derive(Deserialize)]
pub struct StandardLibrary {
    /// What cargo is told.
    pub arguments: Vec<String>,
}

/// How wasm-opt is run.
#[derive(Deserialize)]
pub struct WasmOpt {
    /// The version of npm's package that has it.
    pub binaryen: String,
    /// All but the input and the output.
    pub arguments: Vec<String>,
}

/// Upper bounds in kilobytes (1000 bytes) after gzip.
#[derive(Deserialize)]
pub struct Budget {
    /// For all files together.
    pub total: f64,
    /// For each file, by its path in dist/.
    pub files: BTreeMap<String, f64>,
}

impl Manifest {
    /// Reads and checks the form.
    pub fn read(file: &Path) -> Result<Manifest> {
        let text =
            std::fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
        toml::from_str(&text).with_context(|| format!("{} is not as expected", file.display()))
    }
}
