//! Containers that are cut off or changed: refused, or read for what they still are; never an end of the program that
//! is not a refusal.

use super::chance::Chance;
use super::{Files, data, files, make};
use huitou_unpack::{Format, Refusal, unpack};
use std::io::Cursor;

fn containers() -> [(&'static str, Vec<u8>); 4] {
    let csv = data("orders.csv");
    [
        ("o.zip", make::zip(&[("orders.csv", csv.clone()), ("shop.xlsx", make::orders_xlsx())])),
        ("o.csv.gz", make::gzip(&csv)),
        ("o.xlsx", make::orders_xlsx()),
        ("o.xls", data("orders.xls")),
    ]
}

#[test]
fn what_is_cut_off_is_refused() {
    for (name, bytes) in containers() {
        for share in [1, 2, 3, 7, 9] {
            let cut = &bytes[..bytes.len() * share / 10];
            let refused = files(name, cut);
            assert!(matches!(refused, Err(Refusal::Damaged(_))), "{name} at {share}0 %: {refused:?}");
        }
    }
}

#[test]
fn a_wrong_checksum_is_damage() {
    let mut gzip = make::gzip(b"a,b\n1,2\n");
    let end = gzip.len();
    gzip[end - 8] ^= 1;
    assert_eq!(files("o.csv.gz", &gzip), Err(Refusal::Damaged(Format::Gzip)));

    let mut zip = make::zip(&[("orders.csv", b"a,b\n1,2\n".to_vec())]);
    let directory = zip.windows(4).position(|window| window == b"PK\x01\x02").unwrap();
    zip[directory + 16] ^= 1;
    assert_eq!(files("o.zip", &zip), Err(Refusal::Damaged(Format::Zip)));
}

fn mutated(bytes: &[u8], chance: &mut Chance) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for _ in 0..=chance.below(4) {
        let (at, other) = (chance.below(bytes.len()), chance.below(bytes.len()));
        match chance.below(4) {
            0 => bytes[at] ^= 1 << chance.below(8),
            1 => bytes[at] = [0, 0xFF, 0x7F, 0x80][chance.below(4)],
            2 => bytes.truncate(at.max(8)),
            _ => {
                let end = (other + chance.below(64)).min(bytes.len());
                let piece = bytes[other..end].to_vec();
                let end = (at + piece.len()).min(bytes.len());
                bytes.splice(at..end, piece);
            }
        }
    }
    bytes
}

/// The old format is left out: its reader, which is not ours, may panic over a changed file or ask for more memory than
/// there is. In the browser that ends its instance with a sentence: `tests/browser/containers.spec.js`.
#[test]
fn changed_containers_end_in_a_refusal_or_in_text() {
    let mut chance = Chance::seeded(7);
    for (name, bytes) in containers().into_iter().filter(|(name, _)| !name.ends_with(".xls")) {
        let mut refused = 0;
        for _ in 0..MUTATIONS {
            let changed = mutated(&bytes, &mut chance);
            let mut sink = Files::default();
            refused += u32::from(unpack(name, &mut Cursor::new(&changed), &mut sink).is_err());
        }
        // Checksums see most of it: had they not been looked at, most would pass.
        assert!(refused > MUTATIONS / 2, "{name}: {refused} of {MUTATIONS}");
    }
}

/// Of each container.
const MUTATIONS: u32 = 500;
