//! Debian's packages, where this machine is a Debian and we may install them.

use crate::command;
use anyhow::Result;
use std::path::Path;
use std::process::Command;

/// Whether `apt-get install` can work: Debian (or a child of it), and root.
pub fn can_install() -> bool {
    Path::new("/etc/debian_version").exists() && command::on_path("apt-get").is_some() && is_root()
}

/// Installs packages; fetches the list of packages first, since a fresh machine has none.
pub fn install(packages: &[&str]) -> Result<()> {
    println!("Installing {} with apt-get.", packages.join(", "));
    command::run(apt_get().args(["update", "-qq"]))?;
    command::run(apt_get().args(["install", "-y", "-qq", "--no-install-recommends"]).args(packages))
}

fn apt_get() -> Command {
    let mut apt_get = Command::new("apt-get");
    apt_get.env("DEBIAN_FRONTEND", "noninteractive");
    apt_get
}

fn is_root() -> bool {
    command::output(Command::new("id").arg("-u")).is_ok_and(|id| id.trim() == "0")
}
