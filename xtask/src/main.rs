//! The project's commands. `cargo xtask` without one lists them.

mod bench;
mod browser;
mod build;
mod command;
mod debian;
mod docs;
mod engines;
mod fuzz;
mod licences;
mod manifest;
mod metadata;
mod node;
mod notices;
mod package;
mod preload;
mod sample;
mod serve;
mod simulate;
mod single;
mod site;
mod sizes;
mod test;
mod tools;
mod wasm_opt;
mod workspace;

use anyhow::{Context, Result, bail};
use lexopt::{Arg, Parser, ValueExt};
use std::process::ExitCode;

const HELP: &str = "\
cargo xtask COMMAND

  serve [--port N] [--no-build]   install what is missing, build, serve on 127.0.0.1
  test [STEP...]                  install what the tests need, run all (or the named steps; after a change to
                                  the site `build` comes before `end-to-end`)
  build                           build the static site into dist/
  docs                            build docs/ into dist-docs/, every link followed
  setup                           install what a build needs: wasm target, wasm-pack, wasm-bindgen, wasm-opt
  sample [--orders N] [--language zh|en] [--seed N] [--out FILE]
                                  write the sample shop as CSV (default: to sample.csv)
  bench [--rows N,N...] [--runs N] [--without-peers]
                                  seconds and memory from a file to the answers, beside DuckDB-WASM, papaparse and
                                  reading alone (default: 100000,1000000,10000000 rows, 3 runs; takes an hour)
  bench native                    each stage of reading and analysing, natively
  bench fits                      the fits of expected value beside the Python package lifetimes, 100,000 customers
  bench sections                  what each section takes of the whole report, 1,000,000 rows in the page's worker
  bench instructions              instructions a row, natively: shows a loss that a clock cannot
  fuzz [--seconds N] [TARGET...]  feed random bytes to what reads files, each target that long (default: 600): records,
                                  cells, dates, money, archives, files, stretches; what breaks one is kept in fuzz/found
  simulate [--runs N] [--seed N]  whether intervals cover what they promise, on simulated shops whose truth is known
                                  (default: 2,000 shops of each kind)
  licences                        check the licences of everything that is shipped";

fn main() -> ExitCode {
    match dispatch() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch() -> Result<()> {
    let mut arguments = Parser::from_env();
    let Some(command) = subcommand(&mut arguments)? else {
        println!("{HELP}");
        return Ok(());
    };
    let workspace = workspace::Workspace::find()?;
    match command.as_str() {
        "setup" => no_more(&mut arguments).and_then(|()| build::setup(&workspace).map(drop)),
        "build" => no_more(&mut arguments).and_then(|()| build::build(&workspace)),
        "docs" => no_more(&mut arguments).and_then(|()| docs::build(&workspace)),
        "licences" => no_more(&mut arguments).and_then(|()| licences::check(&workspace)),
        "serve" => serve::serve(&workspace, &serve_options(&mut arguments)?),
        "test" => test::test(&workspace, &step_names(&mut arguments)?),
        "bench" => bench(&workspace, &mut arguments),
        "fuzz" => fuzz::fuzz(&workspace, &fuzz_options(&mut arguments)?),
        "sample" => sample::write(&workspace, &sample_options(&mut arguments)?),
        "simulate" => simulate::simulate(&workspace, &simulate_options(&mut arguments)?),
        other => bail!("there is no command {other:?}\n\n{HELP}"),
    }
}

fn subcommand(arguments: &mut Parser) -> Result<Option<String>> {
    match arguments.next()? {
        None | Some(Arg::Short('h') | Arg::Long("help")) => Ok(None),
        Some(Arg::Value(name)) => Ok(Some(name.string()?)),
        Some(other) => Err(other.unexpected().into()),
    }
}

fn no_more(arguments: &mut Parser) -> Result<()> {
    match arguments.next()? {
        None => Ok(()),
        Some(other) => Err(other.unexpected().into()),
    }
}

fn serve_options(arguments: &mut Parser) -> Result<serve::Options> {
    let mut options = serve::Options::default();
    while let Some(argument) = arguments.next()? {
        match argument {
            Arg::Long("port") => {
                options.port = arguments.value()?.parse().context("--port expects a number")?
            }
            Arg::Long("no-build") => options.build = false,
            other => return Err(other.unexpected().into()),
        }
    }
    Ok(options)
}

fn step_names(arguments: &mut Parser) -> Result<Vec<String>> {
    let mut names = Vec::new();
    while let Some(argument) = arguments.next()? {
        match argument {
            Arg::Value(name) => names.push(name.string()?),
            other => return Err(other.unexpected().into()),
        }
    }
    Ok(names)
}

fn bench(workspace: &workspace::Workspace, arguments: &mut Parser) -> Result<()> {
    let mut options = bench::Options::default();
    while let Some(argument) = arguments.next()? {
        match argument {
            Arg::Value(what) if what == "native" => {
                return no_more(arguments).and_then(|()| bench::native(workspace));
            }
            Arg::Value(what) if what == "fits" => {
                return no_more(arguments).and_then(|()| bench::fits(workspace));
            }
            Arg::Value(what) if what == "sections" => {
                return no_more(arguments).and_then(|()| bench::sections(workspace));
            }
            Arg::Value(what) if what == "instructions" => {
                return no_more(arguments).and_then(|()| bench::instructions(workspace));
            }
            Arg::Long("rows") => {
                let rows = arguments.value()?.string()?;
                options.rows = rows.split(',').map(str::parse).collect::<Result<_, _>>()?;
            }
            Arg::Long("runs") => options.runs = arguments.value()?.parse()?,
            Arg::Long("without-peers") => options.peers = false,
            other => return Err(other.unexpected().into()),
        }
    }
    bench::bench(workspace, &options)
}

fn fuzz_options(arguments: &mut Parser) -> Result<fuzz::Options> {
    let mut options = fuzz::Options::default();
    while let Some(argument) = arguments.next()? {
        match argument {
            Arg::Long("seconds") => options.seconds = arguments.value()?.parse()?,
            Arg::Value(name) => options.targets.push(name.string()?),
            other => return Err(other.unexpected().into()),
        }
    }
    Ok(options)
}

fn simulate_options(arguments: &mut Parser) -> Result<simulate::Options> {
    let mut options = simulate::Options::default();
    while let Some(argument) = arguments.next()? {
        match argument {
            Arg::Long("runs") => options.runs = arguments.value()?.parse()?,
            Arg::Long("seed") => options.seed = arguments.value()?.parse()?,
            other => return Err(other.unexpected().into()),
        }
    }
    Ok(options)
}

fn sample_options(arguments: &mut Parser) -> Result<sample::Options> {
    let mut options = sample::Options::default();
    while let Some(argument) = arguments.next()? {
        match argument {
            Arg::Long("orders") => options.orders = arguments.value()?.parse()?,
            Arg::Long("language") => options.language = arguments.value()?.string()?,
            Arg::Long("seed") => options.seed = arguments.value()?.parse()?,
            Arg::Long("out") => options.out = arguments.value()?.into(),
            other => return Err(other.unexpected().into()),
        }
    }
    Ok(options)
}
