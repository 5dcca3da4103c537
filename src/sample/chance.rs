//! Chance in whole numbers, from a seed.

/// The generator SplitMix64 (Steele, Lea, Flood: "Fast splittable pseudorandom number generators",
/// OOPSLA 2014): one word of state, and good enough for a shop that does not exist.
pub struct Chance {
    state: u64,
}

const GOLDEN_GAMMA: u64 = 0x9e37_79b9_7f4a_7c15;

/// 32 quantiles, at (i + 1/2) / 32, of a log-normal variable with median 1 and sigma 0.7, in per mille.
const LOG_NORMAL_PER_MILLE: [u64; 32] = [
    221, 309, 371, 423, 470, 515, 559, 602, 645, 688, 732, 777, 823, 871, 921, 973, 1028, 1086, 1148, 1215,
    1287, 1366, 1453, 1550, 1661, 1788, 1940, 2126, 2365, 2698, 3232, 4516,
];

impl Chance {
    /// The `stream`-th independent sequence of a seed.
    pub fn new(seed: u64, stream: u64) -> Chance {
        let mut chance = Chance { state: seed };
        let start = chance.next();
        Chance { state: start ^ stream.wrapping_mul(0xd134_2543_de82_ef95) }
    }

    fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(GOLDEN_GAMMA);
        let mut z = self.state;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// Uniform in 0..limit; 0 for a limit of 0.
    pub fn below(&mut self, limit: u64) -> u64 {
        ((u128::from(self.next()) * u128::from(limit)) >> 64) as u64
    }

    /// True `per_mille` times in a thousand.
    pub fn happens(&mut self, per_mille: u64) -> bool {
        self.below(1000) < per_mille
    }

    /// An index, as often as its weight says.
    pub fn pick(&mut self, weights: &[u64]) -> usize {
        let mut rest = self.below(weights.iter().sum());
        for (index, weight) in weights.iter().enumerate() {
            if rest < *weight {
                return index;
            }
            rest -= weight;
        }
        0
    }

    /// `median` times a log-normal factor with sigma 0.7, cut at the outer 1/64.
    pub fn log_normal(&mut self, median: u64) -> u64 {
        let index = self.below(LOG_NORMAL_PER_MILLE.len() as u64 - 1) as usize;
        let (low, high) = (LOG_NORMAL_PER_MILLE[index], LOG_NORMAL_PER_MILLE[index + 1]);
        median * (low + self.below(high - low)) / 1000
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_splitmix64() {
        // The first outputs for the seed 1234567, as published with the reference implementation.
        let mut chance = Chance { state: 1_234_567 };
        let first: Vec<u64> = (0..3).map(|_| chance.next()).collect();
        assert_eq!(first, [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423]);
    }

    #[test]
    fn log_normal_has_its_median_and_its_quartiles() {
        let mut chance = Chance::new(1, 0);
        let mut draws: Vec<u64> = (0..10_000).map(|_| chance.log_normal(1000)).collect();
        draws.sort_unstable();
        // exp(0.7 * 0.6745) = 1.603 and its inverse 0.624.
        for (rank, expected) in [(2_500, 624), (5_000, 1_000), (7_500, 1_603)] {
            assert!(draws[rank].abs_diff(expected) < 40, "{} at {rank}", draws[rank]);
        }
    }
}
