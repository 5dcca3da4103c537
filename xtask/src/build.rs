//! `setup` and `build`: from the checkout to dist/.

use crate::manifest::Build;
use crate::{command, notices, site, tools, wasm_opt, workspace::Workspace};
use anyhow::Result;
use std::path::PathBuf;

/// What `setup` found or installed.
pub struct Toolbox {
    wasm_pack: PathBuf,
    wasm_bindgen: PathBuf,
    wasm_opt: Option<PathBuf>,
}

/// Installs what a build needs; what is there is left alone.
pub fn setup(workspace: &Workspace) -> Result<Toolbox> {
    tools::ensure_wasm_target(workspace)?;
    tools::ensure_std_source(workspace)?;
    Ok(Toolbox {
        wasm_pack: tools::ensure(workspace, "wasm-pack")?,
        wasm_bindgen: tools::ensure(workspace, "wasm-bindgen-cli")?,
        wasm_opt: wasm_opt::ensure(workspace)?,
    })
}

impl Toolbox {
    /// What runs tests that were compiled to wasm, in a browser.
    pub fn wasm_test_runner(&self) -> PathBuf {
        self.wasm_bindgen.join("wasm-bindgen-test-runner")
    }

    /// What makes the JavaScript beside a wasm file.
    pub fn wasm_bindgen(&self) -> PathBuf {
        self.wasm_bindgen.join("wasm-bindgen")
    }

    /// wasm-pack, which finds our wasm-bindgen first and so downloads none.
    fn wasm_pack(&self, workspace: &Workspace) -> Result<std::process::Command> {
        let mut wasm_pack = workspace.command(self.wasm_pack.join("wasm-pack"));
        wasm_pack.env("PATH", command::path_with(&[&self.wasm_bindgen])?);
        Ok(wasm_pack)
    }
}

/// Builds the wasm packages of the manifest, then the site around them.
pub fn build(workspace: &Workspace) -> Result<()> {
    let toolbox = setup(workspace)?;
    for build in &workspace.manifest.builds {
        println!("Building the wasm package {:?} with wasm-pack.", build.name);
        package(workspace, &toolbox, build)?;
    }
    site::assemble(workspace)?;
    notices::write(workspace)?;
    println!("The site is in {}: any static host can serve it, under any path.", workspace.dist().display());
    Ok(())
}

fn package(workspace: &Workspace, toolbox: &Toolbox, build: &Build) -> Result<()> {
    let mut wasm_pack = toolbox.wasm_pack(workspace)?;
    // wasm-pack takes `--out-dir` from the crate's folder.
    let out_dir = workspace.root.join(&build.out_dir);
    wasm_pack.arg("build").arg(&build.crate_dir).args(["--target", &build.target]);
    wasm_pack.args(["--out-name", &build.out_name, "--out-dir"]).arg(&out_dir).args(&build.arguments);
    wasm_pack.arg("--").args(&workspace.manifest.standard_library.arguments);
    // Lets a stable compiler take them.
    wasm_pack.env("RUSTC_BOOTSTRAP", "1");
    command::run(&mut wasm_pack)?;
    let wasm = out_dir.join(format!("{}_bg.wasm", build.out_name));
    match &toolbox.wasm_opt {
        Some(program) => wasm_opt::optimise(workspace, program, &build.name, &wasm),
        None => Ok(()),
    }
}
