//! `serve`: dist/ on this machine alone.

use crate::{build, workspace::Workspace};
use anyhow::{Result, bail};
use std::fs::File;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;
use tiny_http::{Header, Method, Request, Response, Server};

/// Browsers open several connections at once.
const THREADS: usize = 4;
/// How many ports are tried when the first is taken.
const PORTS: u16 = 20;

/// What the command line says.
pub struct Options {
    /// The first port to try.
    pub port: u16,
    /// Whether to build first.
    pub build: bool,
}

impl Default for Options {
    fn default() -> Options {
        Options { port: 8437, build: true }
    }
}

/// Builds unless told not to, then serves until stopped.
pub fn serve(workspace: &Workspace, options: &Options) -> Result<()> {
    if options.build {
        build::build(workspace)?;
    }
    let dist = workspace.dist();
    if !dist.join("index.html").exists() {
        bail!("{} holds no site: run `cargo xtask build` first", dist.display());
    }
    let (server, port) = listen(options.port)?;
    println!("\nHuitou is at http://127.0.0.1:{port}/ - stop it with Ctrl+C.");
    let server = Arc::new(server);
    std::thread::scope(|scope| {
        for _ in 0..THREADS {
            scope.spawn(|| server.incoming_requests().for_each(|request| answer(&dist, request)));
        }
    });
    Ok(())
}

fn listen(first: u16) -> Result<(Server, u16)> {
    for port in first..=first.saturating_add(PORTS) {
        if let Ok(server) = Server::http(("127.0.0.1", port)) {
            return Ok((server, port));
        }
        println!("Port {port} is taken.");
    }
    bail!("no free port from {first} to {}: name one with --port", first.saturating_add(PORTS))
}

fn answer(dist: &Path, request: Request) {
    // A browser that went away is no trouble of ours.
    let _ = match file_for(dist, &request) {
        Ok((file, path)) => {
            request.respond(headers(&path).fold(Response::from_file(file), Response::with_header))
        }
        Err(status) => request.respond(Response::empty(status)),
    };
}

/// The file to send, or the status that says why not.
fn file_for(dist: &Path, request: &Request) -> Result<(File, PathBuf), u16> {
    if !matches!(request.method(), Method::Get | Method::Head) {
        return Err(405);
    }
    let path = dist.join(resolve(request.url()).ok_or(404u16)?);
    let path = if path.is_dir() { path.join("index.html") } else { path };
    File::open(&path).map(|file| (file, path)).map_err(|_| 404)
}

/// A path below the served folder, or `None` for what leaves it. Our files need no %-escapes.
fn resolve(url: &str) -> Option<PathBuf> {
    let path = url.split(['?', '#']).next()?.strip_prefix('/')?;
    let path = Path::new(path);
    let stays = path.components().all(|part| matches!(part, Component::Normal(_)));
    (stays && !path.to_string_lossy().contains('\\')).then(|| path.to_path_buf())
}

fn headers(path: &Path) -> impl Iterator<Item = Header> {
    // A rebuilt page must be seen at the next reload.
    let fields = [
        ("Content-Type", content_type(path)),
        ("Cache-Control", "no-store"),
        ("X-Content-Type-Options", "nosniff"),
    ];
    fields.into_iter().filter_map(|(name, value)| Header::from_bytes(name, value).ok())
}

fn content_type(path: &Path) -> &'static str {
    match path.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("json") => "application/json",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("txt" | "csv") => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_stay_in_the_folder() {
        let inside = [("/", ""), ("/a/b.js?v=1", "a/b.js"), ("/a#b", "a")];
        for (url, path) in inside {
            assert_eq!(resolve(url).as_deref(), Some(Path::new(path)), "{url}");
        }
        for url in ["/../Cargo.toml", "/a/../../b", "//etc/passwd", "/..\\b", "http://x/", "*"] {
            assert_eq!(resolve(url), None, "{url}");
        }
    }
}
