//! dist/huitou.html: the whole page in one file, which a browser opens from the disk, without a server or a network.

mod bundle;

use crate::{notices, workspace::Workspace};
use anyhow::{Context, Result, bail};
use flate2::{Compression, write::GzEncoder};
use sha2::{Digest, Sha256};
use std::fs;
use std::io::Write;

const ASSETS: &str = include_str!("assets.js");
const PLACE: &str = "/* name: gzip in base64 */";
const STYLES: [&str; 2] = ["panel.css", "style.css"];
/// What the page asks for beside its modules, by the name that www/assets.js gives it.
const PACKED: [(&str, &str); 7] = [
    ("core.wasm", "pkg/huitou_bg.wasm"),
    ("core.js", "pkg/huitou.js"),
    ("unpack.wasm", "pkg-unpack/unpack_bg.wasm"),
    ("unpack.js", "pkg-unpack/unpack.js"),
    ("unfold.js", "unfold.js"),
    ("stretches.js", "stretches.js"),
    ("worker.js", "worker.js"),
];

/// Writes it from what is in dist/.
pub fn write(workspace: &Workspace) -> Result<()> {
    let read = |file: &str| {
        let path = workspace.dist().join(file);
        fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))
    };
    let assets = ASSETS.replace(PLACE, &packed(workspace)?);
    let source = |file: &str| if file == "assets.js" { Ok(assets.clone()) } else { read(file) };
    let script = bundle::bundle("app.js", &source)?;
    if script.contains("</script") || script.contains("<!--") {
        bail!("the scripts hold what would end the element that they stand in");
    }
    let style = STYLES.iter().map(|file| read(file)).collect::<Result<String>>()?;
    let page = page(&read("index.html")?, &style, &script, &notices::body(workspace)?)?;
    let file = workspace.dist().join("huitou.html");
    fs::write(&file, page).with_context(|| format!("cannot write {}", file.display()))
}

/// The page with everything in the place of what it would ask for.
fn page(index: &str, style: &str, script: &str, licences: &str) -> Result<String> {
    let policy = format!(
        "default-src 'none'; script-src '{}' 'wasm-unsafe-eval'; worker-src blob:; connect-src 'none'; style-src '{}'; \
         img-src data: blob:; base-uri 'none'; form-action 'none'",
        hash(script),
        hash(style)
    );
    let start = index.find("content=\"default-src").context("index.html has no policy")? + "content=\"".len();
    let end = start + index[start..].find('"').context("the policy does not end")?;
    let mut page = format!("{}{policy}{}", &index[..start], &index[end..]);
    for file in STYLES {
        replace(&mut page, &format!("<link rel=\"stylesheet\" href=\"{file}\">\n"), "")?;
    }
    replace(
        &mut page,
        "<script type=\"module\" src=\"app.js\"></script>\n",
        &format!("<style>{style}</style>\n"),
    )?;
    replace(&mut page, "</body>", &format!("<script>{script}</script>\n</body>"))?;
    let link = "<p><a href=\"licences.html\" data-text=\"licences\"></a></p>";
    replace(
        &mut page,
        link,
        &format!("<details><summary data-text=\"licences\"></summary>{licences}</details>"),
    )?;
    Ok(page)
}

fn replace(page: &mut String, old: &str, new: &str) -> Result<()> {
    let at = page.find(old).with_context(|| format!("index.html has no {old}"))?;
    page.replace_range(at..at + old.len(), new);
    Ok(())
}

/// As an object's content: `"core.wasm":"H4sI...",`.
fn packed(workspace: &Workspace) -> Result<String> {
    let mut all = String::new();
    for (name, file) in PACKED {
        let path = workspace.dist().join(file);
        let mut bytes = fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
        if name == "core.js" {
            bytes = bundle::plain(&String::from_utf8(bytes)?).into_bytes();
        }
        let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
        gzip.write_all(&bytes)?;
        all += &format!("\"{name}\":\"{}\",\n", base64(&gzip.finish()?));
    }
    Ok(all)
}

/// How a policy names an inline script or style.
fn hash(text: &str) -> String {
    format!("sha256-{}", base64(&Sha256::digest(text)))
}

fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for three in bytes.chunks(3) {
        let word =
            three.iter().enumerate().fold(0_u32, |word, (at, byte)| word | u32::from(*byte) << (16 - 8 * at));
        for digit in 0..4 {
            let index = (word >> (18 - 6 * digit)) as usize % 64;
            text.push(if digit <= three.len() { DIGITS[index].into() } else { '=' });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_and_hash_are_those_of_the_standards() {
        // RFC 4648, section 10.
        let cases = [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg=="),
            ("foobar", "Zm9vYmFy"),
        ];
        for (text, encoded) in cases {
            assert_eq!(base64(text.as_bytes()), encoded);
        }
        // The example of the recommendation CSP 3, section 7.2.1: `alert('Hello, world.');`.
        assert_eq!(hash("alert('Hello, world.');"), "sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng=");
    }
}
