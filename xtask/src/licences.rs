//! The licence check over everything that is shipped.

use crate::metadata::{self, Package};
use crate::workspace::Workspace;
use anyhow::{Result, bail};
use spdx::{Expression, ParseMode};

/// Licences that ask for no more than their text beside the program, as SPDX ids.
const ALLOWED: [&str; 9] =
    ["MIT", "MIT-0", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "ISC", "Unicode-3.0", "Unlicense", "Zlib"];

/// Fails on the first crate that can't be shipped under an allowed licence.
pub fn check(workspace: &Workspace) -> Result<()> {
    let packages = metadata::shipped(workspace)?;
    for package in &packages {
        if !is_allowed(package)? {
            let licence = package.license.as_deref().unwrap_or("no licence");
            bail!(
                "{} {} has {licence}: replace it, or argue for it in licences.rs",
                package.name,
                package.version
            );
        }
    }
    println!("All {} crates that are shipped have a licence of the list.", packages.len());
    Ok(())
}

fn is_allowed(package: &Package) -> Result<bool> {
    let Some(licence) = &package.license else { return Ok(false) };
    Ok(Expression::parse_mode(licence, ParseMode::LAX)?.evaluate(|requirement| {
        requirement.license.id().is_some_and(|id| ALLOWED.contains(&id.name))
            && requirement.addition.is_none()
    }))
}
