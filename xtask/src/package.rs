//! npm/: the element and the core as a package for npm, from the same files as the site.

use crate::{notices, workspace::Workspace};
use anyhow::{Context, Result};
use serde_json::json;
use std::fs;
use std::path::Path;

/// What the element is made of, and the types of it.
const FILES: [&str; 29] = [
    "assets.js",
    "define.js",
    "dress.js",
    "element-text.js",
    "element.js",
    "engine.js",
    "near.js",
    "panel.css",
    "panel.js",
    "pkg-unpack/unpack.js",
    "pkg-unpack/unpack_bg.wasm",
    "pkg/huitou.d.ts",
    "pkg/huitou.js",
    "pkg/huitou_bg.wasm",
    "pkg/huitou_bg.wasm.d.ts",
    "print.js",
    "seal.js",
    "sort.js",
    "stretches.js",
    "source.js",
    "text.js",
    "types/define.d.ts",
    "types/element.d.ts",
    "types/huitou.d.ts",
    "types/report.schema.json",
    "unfold.js",
    "worker.js",
    "zone.js",
    "../docs/embedding.md",
];

/// Makes it anew.
pub fn write(workspace: &Workspace) -> Result<()> {
    let folder = workspace.root.join("npm");
    if folder.exists() {
        fs::remove_dir_all(&folder).with_context(|| format!("cannot empty {}", folder.display()))?;
    }
    for file in FILES {
        let name = if file.ends_with(".md") { "README.md" } else { file };
        copy(&workspace.root.join("www").join(file), &folder.join(name))?;
    }
    for licence in ["LICENSE-APACHE", "LICENSE-MIT"] {
        copy(&workspace.root.join(licence), &folder.join(licence))?;
    }
    fs::write(folder.join("licences.html"), notices::page(workspace)?)?;
    let manifest = serde_json::to_string_pretty(&manifest(workspace)?)?;
    Ok(fs::write(folder.join("package.json"), manifest + "\n")?)
}

fn manifest(workspace: &Workspace) -> Result<serde_json::Value> {
    let cargo: toml::Table = fs::read_to_string(workspace.root.join("Cargo.toml"))?.parse()?;
    let package = &cargo["workspace"]["package"];
    let version = package["version"].as_str().context("Cargo.toml has no version")?;
    let licence = package["license"].as_str().context("Cargo.toml has no licence")?;
    let element = json!({ "types": "./types/element.d.ts", "default": "./element.js" });
    Ok(json!({
        "name": "huitou",
        "version": version,
        "description": "Who comes back to a shop: <huitou-report> shows retention, repurchase and RFM in any page",
        "license": format!("({licence})"),
        "type": "module",
        "exports": {
            ".": element,
            "./element": element,
            "./define": { "types": "./types/define.d.ts", "default": "./define.js" },
            "./core": { "types": "./pkg/huitou.d.ts", "default": "./pkg/huitou.js" },
            "./types": { "types": "./types/huitou.d.ts" },
            "./report.schema.json": "./types/report.schema.json",
            "./files/*": "./*",
            "./package.json": "./package.json",
        },
        // Importing anything else does nothing by itself.
        "sideEffects": ["./define.js"],
    }))
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to.parent().context("a file without a folder")?)?;
    fs::copy(from, to).with_context(|| format!("cannot copy {}", from.display()))?;
    Ok(())
}
