//! Firefox and WebKitGTK beside Chromium: what must hold in each of them, by tests/browser/engines.

use crate::{browser, command, debian, node, workspace::Workspace};
use anyhow::{Result, bail};
use std::path::PathBuf;

/// One that is beside Chromium: the variables that name its programs, and where they are, on PATH or elsewhere.
struct Engine {
    name: &'static str,
    programs: &'static [(&'static str, &'static [&'static str])],
    packages: &'static [&'static str],
}

const ENGINES: [Engine; 2] = [
    Engine {
        name: "Firefox",
        programs: &[("FIREFOX", &["firefox-esr", "firefox"])],
        packages: &["firefox-esr"],
    },
    Engine {
        name: "WebKitGTK",
        programs: &[
            ("WEBKITDRIVER", &["WebKitWebDriver"]),
            (
                "MINIBROWSER",
                &[
                    "MiniBrowser",
                    "/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser",
                    "/usr/lib/aarch64-linux-gnu/webkit2gtk-4.1/MiniBrowser",
                ],
            ),
            ("XVFB", &["xvfb-run"]),
        ],
        packages: &["webkit2gtk-driver", "xvfb", "xauth", "dbus"],
    },
];

/// The built site in three engines.
pub fn smoke(workspace: &Workspace) -> Result<()> {
    let chromium = browser::ensure()?;
    node::ensure(workspace)?;
    let mut smoke = workspace.command("node");
    smoke.arg("tests/browser/engines/smoke.js");
    smoke.env("CHROME", chromium.chrome).env("CHROMEDRIVER", chromium.driver);
    for engine in &ENGINES {
        match ensure(engine)? {
            Some(programs) => drop(smoke.envs(programs)),
            None => println!(
                "Skipped: {} is not here, and can be installed by itself on Debian alone.",
                engine.name
            ),
        }
    }
    command::run(&mut smoke)
}

/// The programs by their variables; `None` where they are not here and cannot be installed.
fn ensure(engine: &Engine) -> Result<Option<Vec<(&'static str, PathBuf)>>> {
    if let Some(found) = find(engine) {
        return Ok(Some(found));
    }
    if !debian::can_install() {
        return Ok(None);
    }
    debian::install(engine.packages)?;
    match find(engine) {
        Some(found) => Ok(Some(found)),
        None => bail!("{} was installed and is not found", engine.name),
    }
}

fn find(engine: &Engine) -> Option<Vec<(&'static str, PathBuf)>> {
    let program = |(variable, names): &(&'static str, &'static [&'static str])| {
        let named = std::env::var_os(variable).map(PathBuf::from);
        let found = || names.iter().find_map(|name| command::on_path(name));
        Some((*variable, named.or_else(found)?))
    };
    engine.programs.iter().map(program).collect()
}
