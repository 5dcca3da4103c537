//! A draw that a seed and a name decide: the same for ever, whatever else is drawn.
//!
//! **Definition.** FNV-1a of 64 bits over the seed, a zero byte and the name, mixed by the finalizer of SplitMix64; the
//! draw is true where that number, over 2^64, lies below `percent` / 100.
//!
//! **Sources.** G. Fowler, L. C. Noll, K.-P. Vo, D. Eastlake: "The FNV Non-Cryptographic Hash Algorithm";
//! G. L. Steele, D. Lea, C. H. Flood: "Fast splittable pseudorandom number generators", OOPSLA 2014.

/// Whether `name` is drawn, which happens to `percent` in a hundred names.
///
/// ```
/// use huitou::stats::drawn::is_drawn;
/// assert_eq!(is_drawn("spring", "ann", 50), is_drawn("spring", "ann", 50));
/// assert!(!is_drawn("spring", "ann", 0) && is_drawn("spring", "ann", 100));
/// ```
pub fn is_drawn(seed: &str, name: &str, percent: u32) -> bool {
    let bytes = seed.bytes().chain([0]).chain(name.bytes());
    u128::from(mixed(fnv_1a(bytes))) * 100 < u128::from(percent) << 64
}

fn fnv_1a(bytes: impl Iterator<Item = u8>) -> u64 {
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// The last bits of FNV depend on few bits of the text, and so do its first ones for short texts.
fn mixed(z: u64) -> u64 {
    let z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_fnv_and_splitmix() {
        // From the test vectors of FNV's authors.
        for (text, hash) in
            [("", 0xcbf2_9ce4_8422_2325), ("a", 0xaf63_dc4c_8601_ec8c), ("foobar", 0x8594_4171_f739_67e8)]
        {
            assert_eq!(fnv_1a(text.bytes()), hash, "{text}");
        }
        // The first output of SplitMix64 for the seed 1234567, as published: its state then is the seed and the gamma.
        assert_eq!(mixed(1_234_567 + 0x9e37_79b9_7f4a_7c15), 6_457_827_717_110_365_317);
    }

    #[test]
    fn as_many_are_drawn_as_is_asked_for_and_another_seed_draws_others() {
        let drawn = |seed: &str, percent| {
            (0..10_000).filter(|n| is_drawn(seed, &format!("1380000{n:04}"), percent)).collect::<Vec<u32>>()
        };
        for percent in [5, 10, 50] {
            // Four standard deviations of a binomial number.
            let (mean, n) = (f64::from(percent) * 100.0, drawn("a", percent).len() as f64);
            assert!((n - mean).abs() < 4.0 * (mean * (1.0 - f64::from(percent) / 100.0)).sqrt(), "{n}");
        }
        let (first, second) = (drawn("2024-03-09", 50), drawn("2024-03-10", 50));
        let both = first.iter().filter(|n| second.contains(n)).count();
        assert!((2_300..2_700).contains(&both), "{both}");
    }
}
