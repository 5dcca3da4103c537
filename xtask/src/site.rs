//! dist/: what a static host serves; and npm/, the same for bundlers.

use crate::{package, preload, single, workspace::Workspace};
use anyhow::{Context, Result};
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

/// Makes dist/ anew from www/; types are for editors and stay behind.
pub fn assemble(workspace: &Workspace) -> Result<()> {
    let dist = workspace.dist();
    if dist.exists() {
        fs::remove_dir_all(&dist).with_context(|| format!("cannot empty {}", dist.display()))?;
    }
    let www = workspace.root.join("www");
    for file in files(&www)?.iter().filter(|file| is_shipped(file)) {
        copy(file, &dist.join(file.strip_prefix(&www)?))?;
    }
    embed(&dist)?;
    single::write(workspace)?;
    preload::write(&dist, "index.html")?;
    preload::write(&dist, "embed.html")?;
    package::write(workspace)
}

/// dist/embed.html: the page as it is inside a frame.
fn embed(dist: &Path) -> Result<()> {
    let mut page = fs::read_to_string(dist.join("index.html"))?;
    let changes = [
        ("<html lang=\"zh-CN\">", "<html lang=\"zh-CN\" data-embed>"),
        ("<meta name=\"color-scheme\" content=\"light dark\">\n", ""),
        ("src=\"app.js\"", "src=\"embed.js\""),
    ];
    for (old, new) in changes {
        let at = page.find(old).with_context(|| format!("index.html has no {old}"))?;
        page.replace_range(at..at + old.len(), new);
    }
    Ok(fs::write(dist.join("embed.html"), page)?)
}

/// All files below a folder, in the order of their paths.
pub fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let entries = fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?;
    for entry in entries {
        let path = entry?.path();
        if path.is_dir() {
            found.extend(files(&path)?);
        } else {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

fn is_shipped(file: &Path) -> bool {
    file.extension() != Some(OsStr::new("ts"))
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to.parent().context("a file without a folder")?)?;
    fs::copy(from, to).with_context(|| format!("cannot copy {}", from.display()))?;
    Ok(())
}
