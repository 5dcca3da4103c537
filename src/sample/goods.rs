//! What the shop sells and through which channels, in numbers; the words are in `words`.

/// How customers of a kind of goods behave.
pub struct Category {
    /// Median days until one buys again.
    pub cycle_days: u64,
    /// How often it is somebody's favourite.
    pub weight: u64,
}

/// Tea, coffee, snacks, skin care, tableware.
pub const CATEGORIES: [Category; 5] = [
    Category { cycle_days: 48, weight: 26 },
    Category { cycle_days: 29, weight: 24 },
    Category { cycle_days: 22, weight: 22 },
    Category { cycle_days: 75, weight: 18 },
    Category { cycle_days: 150, weight: 10 },
];

/// One product.
pub struct Product {
    /// Its place in [`CATEGORIES`].
    pub category: usize,
    /// The price in minor units, of whatever currency the words are in.
    pub price: u64,
    /// How often it is chosen among its category.
    pub weight: u64,
    /// Its title in Chinese.
    pub zh: &'static str,
    /// Its title in English.
    pub en: &'static str,
}

const fn product(category: usize, price: u64, weight: u64, zh: &'static str, en: &'static str) -> Product {
    Product { category, price, weight, zh, en }
}

/// Four of each category, in the order of the categories.
pub const PRODUCTS: [Product; 20] = [
    product(0, 8_800, 40, "明前龙井 100克", "Longjing green tea 100 g"),
    product(0, 6_900, 30, "正山小种红茶 150克", "Lapsang black tea 150 g"),
    product(0, 12_800, 18, "白毫银针 50克", "Silver needle white tea 50 g"),
    product(0, 4_900, 28, "茉莉花茶 250克", "Jasmine tea 250 g"),
    product(1, 5_900, 42, "云南小粒咖啡豆 250克", "Yunnan coffee beans 250 g"),
    product(1, 9_900, 25, "精品拼配咖啡豆 500克", "House blend beans 500 g"),
    product(1, 4_500, 35, "挂耳咖啡 10包", "Drip coffee bags 10 pcs"),
    product(1, 7_900, 15, "冷萃咖啡液 8条", "Cold brew concentrate 8 pcs"),
    product(2, 2_990, 45, "每日坚果 15包", "Daily nuts 15 bags"),
    product(2, 1_990, 35, "海盐苏打饼干", "Sea salt crackers"),
    product(2, 3_590, 22, "牛乳曲奇礼盒", "Milk cookies gift box"),
    product(2, 2_590, 30, "冻干草莓脆", "Freeze-dried strawberries"),
    product(3, 12_900, 32, "玻尿酸面膜 10片", "Hyaluronic masks 10 pcs"),
    product(3, 16_800, 22, "修护精华液 30毫升", "Repair serum 30 ml"),
    product(3, 6_800, 38, "氨基酸洁面乳", "Amino acid cleanser"),
    product(3, 9_800, 24, "清爽防晒霜 50克", "Light sunscreen 50 g"),
    product(4, 15_800, 20, "手作陶瓷盖碗", "Handmade lidded bowl"),
    product(4, 8_900, 34, "双层玻璃杯", "Double wall glass"),
    product(4, 21_800, 12, "手冲咖啡壶套装", "Pour-over coffee set"),
    product(4, 5_800, 30, "粗陶马克杯", "Stoneware mug"),
];

/// How customers of a channel behave.
pub struct Channel {
    /// How often it brings a new customer.
    pub first_weight: u64,
    /// How often a later order comes through it, when it is not the first one's channel.
    pub later_weight: u64,
    /// The better of this many tries is how faithful a customer of it is.
    pub tries: u32,
    /// Added to how faithful a customer of it is, in per mille.
    pub bonus: i64,
}

/// Search, live stream, short video, members' group, referral (in English: search, live stream, social, e-mail, referral).
pub const CHANNELS: [Channel; 5] = [
    Channel { first_weight: 38, later_weight: 40, tries: 1, bonus: -10 },
    Channel { first_weight: 24, later_weight: 12, tries: 1, bonus: -150 },
    Channel { first_weight: 20, later_weight: 8, tries: 1, bonus: -100 },
    Channel { first_weight: 6, later_weight: 34, tries: 2, bonus: 0 },
    Channel { first_weight: 12, later_weight: 6, tries: 2, bonus: -50 },
];

/// How often each region orders; the words are in the same order.
pub const REGION_WEIGHTS: [u64; 10] = [18, 16, 13, 11, 9, 8, 8, 7, 6, 4];
