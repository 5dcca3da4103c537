//! The words of an export, in two languages.

use super::customer::Status;
use super::goods::Product;

/// Which shop's export it looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// Chinese headers, members' names, yuan.
    Chinese,
    /// English headers, e-mail addresses, dollars.
    English,
}

/// All words of one language, in the order of the numbers in `goods`.
pub struct Words {
    language: Language,
    /// The header row.
    pub header: [&'static str; 13],
    /// The currency of all amounts.
    pub currency: &'static str,
    /// By place in `goods::CATEGORIES`.
    pub categories: [&'static str; 5],
    /// By place in `goods::CHANNELS`.
    pub channels: [&'static str; 5],
    /// By place in `goods::REGION_WEIGHTS`.
    pub regions: [&'static str; 10],
}

const CHINESE: Words = Words {
    language: Language::Chinese,
    header: [
        "订单编号",
        "买家会员名",
        "订单创建时间",
        "订单状态",
        "买家实际支付金额",
        "退款金额",
        "优惠金额",
        "渠道",
        "省份",
        "宝贝标题",
        "类目",
        "数量",
        "币种",
    ],
    currency: "CNY",
    categories: ["茶叶", "咖啡", "零食", "护肤", "器皿"],
    channels: ["搜索", "直播", "短视频", "会员社群", "老客推荐"],
    regions: ["广东", "浙江", "江苏", "上海", "北京", "四川", "山东", "福建", "湖北", "云南"],
};

const ENGLISH: Words = Words {
    language: Language::English,
    header: [
        "Order ID",
        "Customer Email",
        "Order Date",
        "Order Status",
        "Amount Paid",
        "Refunded Amount",
        "Discount Amount",
        "Channel",
        "Region",
        "Product",
        "Category",
        "Quantity",
        "Currency",
    ],
    currency: "USD",
    categories: ["Tea", "Coffee", "Snacks", "Skin care", "Tableware"],
    channels: ["Search", "Live stream", "Social", "Email", "Referral"],
    regions: [
        "California",
        "Texas",
        "New York",
        "Florida",
        "Illinois",
        "Washington",
        "Ohio",
        "Georgia",
        "Oregon",
        "Colorado",
    ],
};

/// What a member's name is made of.
const HABITS: [&str; 8] =
    ["爱喝茶的", "早起的", "慢半拍的", "爱收拾的", "种花的", "夜跑的", "攒钱的", "路过的"];
const CREATURES: [&str; 8] = ["小鹿", "橘猫", "麻雀", "松鼠", "鲸鱼", "刺猬", "白鹭", "海豚"];

impl Language {
    /// Its words.
    pub fn words(self) -> &'static Words {
        match self {
            Language::Chinese => &CHINESE,
            Language::English => &ENGLISH,
        }
    }
}

impl Words {
    /// The account of a customer: the number alone makes it unique.
    pub fn customer(&self, id: u32) -> String {
        match self.language {
            Language::Chinese => {
                let (habit, creature) = (HABITS[id as usize % 8], CREATURES[id as usize / 8 % 8]);
                format!("{habit}{creature}{id:05}")
            }
            Language::English => format!("customer{id:05}@example.com"),
        }
    }

    /// A product's title.
    pub fn title(&self, product: &Product) -> &'static str {
        match self.language {
            Language::Chinese => product.zh,
            Language::English => product.en,
        }
    }

    /// A status as the shop writes it; one that was paid back in full is closed in both.
    pub fn status(&self, status: Status) -> &'static str {
        let (zh, en) = match status {
            Status::Unpaid => ("等待买家付款", "Pending payment"),
            Status::Paid => ("买家已付款，等待卖家发货", "Processing"),
            Status::Shipped => ("卖家已发货，等待买家确认", "Shipped"),
            Status::Done => ("交易成功", "Completed"),
            Status::Cancelled => ("交易关闭", "Cancelled"),
            Status::Refunded => ("交易关闭", "Refunded"),
        };
        match self.language {
            Language::Chinese => zh,
            Language::English => en,
        }
    }
}
