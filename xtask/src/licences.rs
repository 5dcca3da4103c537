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
    package.license.as_deref().map_or(Ok(false), allows)
}

/// Whether an SPDX expression can be satisfied by the list alone; `/` for OR, as old crates write it, is understood.
fn allows(expression: &str) -> Result<bool> {
    Ok(Expression::parse_mode(expression, ParseMode::LAX)?.evaluate(|requirement| {
        requirement.license.id().is_some_and(|id| ALLOWED.contains(&id.name))
            && requirement.addition.is_none()
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_expression_is_satisfied_by_the_list_alone() {
        for expression in
            ["MIT", "MIT/Apache-2.0", "Unlicense OR GPL-3.0-only", "(MIT OR Apache-2.0) AND Unicode-3.0"]
        {
            assert!(allows(expression).unwrap(), "{expression}");
        }
        for expression in ["GPL-3.0-only", "MIT AND MPL-2.0", "LGPL-2.1-or-later OR MPL-2.0"] {
            assert!(!allows(expression).unwrap(), "{expression}");
        }
        assert!(allows("no such licence").is_err());
    }
}
