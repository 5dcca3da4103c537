//! Neither the size of slices, nor the order of orders, nor their split over files changes anything.

use huitou::intake::{self, Choices, Intake, NativeDecoder, Reader};

use super::{FIXTURES, fixture, in_slices, read, sample};

/// Shops whose rows differ from those of all fixtures.
const MORE: [&str; 3] = ["amazon/order_report.tsv", "square/transactions.csv", "stripe/payments.csv"];

fn read_in_slices(bytes: &[u8], size: usize) -> Intake {
    in_slices(&[("orders.csv", bytes)], size).unwrap()
}

pub(super) fn assert_same(a: &Intake, b: &Intake, what: &str) {
    assert_eq!(a.orders, b.orders, "{what}");
    assert_eq!(a.ledger, b.ledger, "{what}");
    assert_eq!(a.questions, b.questions, "{what}");
    assert_eq!(a.set_aside, b.set_aside, "{what}");
}

#[test]
fn slices_of_any_size_give_the_same() {
    for name in FIXTURES.into_iter().chain(MORE) {
        let bytes = fixture(name);
        let whole = read(&bytes, &Choices::default());
        for size in [1, 2, 3, 7, 64, 1000] {
            assert_same(&read_in_slices(&bytes, size), &whole, &format!("{name} by {size}"));
        }
    }
}

/// More than the bytes that are looked at before anything is decided.
#[test]
fn slices_of_a_large_file_give_the_same() {
    let Some(bytes) = sample("oracles/cdnow/CDNOW_master.txt") else { return };
    let whole = read(&bytes, &Choices::default());
    for size in [7, 4096, 262_143, 262_144, 262_145] {
        assert_same(&read_in_slices(&bytes, size), &whole, &format!("by {size}"));
    }
}

/// A header and its orders: consecutive rows that share the first cell.
fn blocks(text: &[u8]) -> (Vec<u8>, Vec<Vec<u8>>) {
    let mut lines = text.split_inclusive(|&byte| byte == b'\n');
    let header = lines.next().unwrap().to_vec();
    let first = |line: &[u8]| line.split(|&byte| byte == b',').next().map(<[u8]>::to_vec);
    let mut blocks: Vec<(Option<Vec<u8>>, Vec<u8>)> = Vec::new();
    for line in lines {
        match blocks.last_mut() {
            Some((id, block)) if *id == first(line) => block.extend_from_slice(line),
            _ => blocks.push((first(line), line.to_vec())),
        }
    }
    (header, blocks.into_iter().map(|(_, block)| block).collect())
}

fn file<'a>(header: &'a [u8], blocks: impl Iterator<Item = &'a Vec<u8>>) -> Vec<u8> {
    header.iter().chain(blocks.flatten()).copied().collect()
}

#[test]
fn permuted_and_split_orders_give_the_same_store() {
    let names = ["taobao/orders_gbk.csv", "uci_online_retail/lines.csv"];
    let mut files: Vec<Vec<u8>> = names.iter().map(|name| fixture(name)).collect();
    files.extend(sample("formats/uci_online_retail_2010-12-01.csv"));
    for bytes in files {
        let whole = read(&bytes, &Choices::default());
        let (header, blocks) = blocks(&bytes);
        // A step that has no factor in common with the number of blocks visits each of them once.
        let count = blocks.len();
        let step = (count / 2..).find(|step| (2..=*step).all(|f| step % f != 0 || count % f != 0)).unwrap();
        let permuted = file(&header, (0..count).map(|i| &blocks[i * step % count]));
        let reordered = read(&permuted, &Choices::default());
        assert_eq!(reordered.orders, whole.orders);
        for at in [1, count / 3, count - 1] {
            let (first, second) = (file(&header, blocks[..at].iter()), file(&header, blocks[at..].iter()));
            for pair in [[&first, &second], [&second, &first]] {
                let split = intake::read(&[("a", pair[0]), ("b", pair[1])], &Choices::default()).unwrap();
                assert_eq!(split.orders, whole.orders, "split at {at} of {count}");
                assert!(split.ledger.balances());
            }
        }
    }
}

/// What is read does not depend on the seed of the hashes, in no file of any form.
#[test]
fn seeds_change_nothing() {
    for name in FIXTURES.into_iter().chain(MORE) {
        let bytes = fixture(name);
        let whole = read(&bytes, &Choices::default());
        for seed in [1, 0x9E37_79B9_7F4A_7C15, u64::MAX] {
            let mut reader = Reader::new(Choices::default(), Box::new(NativeDecoder)).seeded(seed);
            reader.start_file("orders.csv");
            reader.push(&bytes).unwrap();
            assert_same(&reader.finish().unwrap(), &whole, &format!("{name} under {seed}"));
        }
    }
}
