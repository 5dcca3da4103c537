//! Chromium and its driver.

use crate::{command, debian};
use anyhow::{Context, Result, bail};
use std::path::PathBuf;

const BROWSERS: [&str; 5] =
    ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];

/// A browser and the driver that fits it.
pub struct Browser {
    /// The browser's program.
    pub chrome: PathBuf,
    /// chromedriver.
    pub driver: PathBuf,
}

/// The one that CHROME and CHROMEDRIVER name, the one on PATH, or Debian's.
pub fn ensure() -> Result<Browser> {
    if let Some(browser) = find() {
        return Ok(browser);
    }
    if !debian::can_install() {
        bail!(
            "the browser tests need Chrome or Chromium and its chromedriver: \
             install both, and if they are not on PATH name them in CHROME and CHROMEDRIVER"
        );
    }
    // The page is Chinese too: without a font its pictures would show boxes.
    debian::install(&["chromium", "chromium-driver", "fonts-noto-cjk"])?;
    find().context("chromium was installed and is not on PATH")
}

fn find() -> Option<Browser> {
    let chrome = named("CHROME").or_else(|| BROWSERS.iter().find_map(|name| command::on_path(name)))?;
    let driver = named("CHROMEDRIVER").or_else(|| command::on_path("chromedriver"))?;
    Some(Browser { chrome, driver })
}

fn named(variable: &str) -> Option<PathBuf> {
    std::env::var_os(variable).map(PathBuf::from).filter(|path| path.is_file())
}
