//! Which crates are shipped: what `cargo metadata` says that the wasm is made of.

use crate::{command, manifest::Build, workspace::Workspace};
use anyhow::{Context, Result, bail};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

/// A crate of the graph.
#[derive(Clone, Deserialize)]
pub struct Package {
    id: String,
    /// Its name on crates.io.
    pub name: String,
    /// Its version.
    pub version: String,
    /// Its licence as an SPDX expression, if its Cargo.toml has one.
    pub license: Option<String>,
    /// Where its source is.
    pub manifest_path: PathBuf,
    /// Where it is developed.
    pub repository: Option<String>,
    source: Option<String>,
}

#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Package>,
    resolve: Resolve,
}

#[derive(Deserialize)]
struct Resolve {
    nodes: Vec<Node>,
}

#[derive(Deserialize)]
struct Node {
    id: String,
    deps: Vec<Dependency>,
}

#[derive(Deserialize)]
struct Dependency {
    pkg: String,
    dep_kinds: Vec<DependencyKind>,
}

#[derive(Deserialize)]
struct DependencyKind {
    /// `None` for a normal dependency, else "dev" or "build".
    kind: Option<String>,
}

impl Dependency {
    fn is_normal(&self) -> bool {
        self.dep_kinds.iter().any(|kind| kind.kind.is_none())
    }
}

/// Crates of others that the wasm is linked from (or that expand into it), by name and version.
pub fn shipped(workspace: &Workspace) -> Result<Vec<Package>> {
    let filter = ["--filter-platform", "wasm32-unknown-unknown"];
    let text =
        command::output(workspace.cargo(&["metadata", "--locked", "--format-version", "1"]).args(filter))?;
    let metadata: Metadata = serde_json::from_str(&text)?;
    let built: Vec<PathBuf> =
        workspace.manifest.builds.iter().map(|build| manifest_of(workspace, build)).collect();
    let roots = metadata.packages.iter().filter(|package| built.contains(&package.manifest_path));
    let reached = reach(&metadata.resolve, roots.map(|package| package.id.as_str()).collect())?;
    let mut packages: Vec<Package> = metadata
        .packages
        .into_iter()
        .filter(|package| reached.contains(&package.id) && package.source.is_some())
        .collect();
    packages.sort_by(|a, b| (&a.name, &a.version).cmp(&(&b.name, &b.version)));
    Ok(packages)
}

/// The Cargo.toml of the crate that a build makes.
fn manifest_of(workspace: &Workspace, build: &Build) -> PathBuf {
    workspace.root.join(&build.crate_dir).components().collect::<PathBuf>().join("Cargo.toml")
}

/// The ids that normal dependencies lead to from the packages that are built.
fn reach<'m>(resolve: &'m Resolve, mut open: Vec<&'m str>) -> Result<BTreeSet<String>> {
    let nodes: BTreeMap<&str, &Node> = resolve.nodes.iter().map(|node| (node.id.as_str(), node)).collect();
    if open.is_empty() {
        bail!("no package of the workspace is one that wasm-pack.toml builds");
    }
    let mut reached = BTreeSet::new();
    while let Some(id) = open.pop() {
        if !reached.insert(id.to_owned()) {
            continue;
        }
        let node = nodes.get(id).context("cargo metadata names a crate that it does not list")?;
        open.extend(node.deps.iter().filter(|dep| dep.is_normal()).map(|dep| dep.pkg.as_str()));
    }
    Ok(reached)
}
