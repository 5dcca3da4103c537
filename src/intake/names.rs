//! The usual names of columns in Chinese and English, and what names give away.

use std::sync::OnceLock;

use huitou_columns::interner::Interner;

use super::currency_name;
use super::identity;
use super::names_abroad;
use super::other_people::has_other_people;
use super::role::Role;
use super::unit;
use super::words;

/// A header name without what people vary: case, blanks, punctuation, full width, a unit in brackets.
pub(super) fn normalised(name: &str) -> String {
    let name = currency_name::without(unit::without(name));
    // Case beyond ASCII has no say in the usual names, and its tables would add 10 kB to the page.
    let folded = name.chars().map(identity::half_width).filter(|&c| c.is_alphanumeric() && c != 'º');
    let name: String = folded.map(|c| without_accent(c).to_ascii_lowercase()).collect();
    match name.strip_suffix('元') {
        Some(rest) if !rest.is_empty() => rest.to_string(),
        _ => name,
    }
}

/// A Latin letter without its accent: those of windows-1252, which have no rule but a table.
fn without_accent(c: char) -> char {
    const LETTERS: &[u8; 64] = b"aaaaaaaceeeeiiiidnooooo_ouuuuytsaaaaaaaceeeeiiiidnooooo_ouuuuyty";
    let letter = (c as usize).checked_sub(0xC0).and_then(|i| LETTERS.get(i));
    letter.map_or(c, |&letter| char::from(letter))
}

/// The usual names, normalised, the best first.
#[rustfmt::skip] // One name a line would be five hundred lines.
pub(super) const USUAL: &[(Role, &str)] = &[
    (Role::OrderId, "orderid ordernumber orderno order ordercode orderref invoiceno invoiceid invoicenumber invoice \
        transactionid receiptno receiptnumber amazonorderid 订单编号 主订单编号 主订单号 订单号 订单id 单号 \
        交易单号 交易号 流水号 小票号 ordernum orderreference ordername salesorder salesorderno purchaseid \
        purchaseorder saleid receiptid receipt 订单编码 订单流水号 交易编号 交易订单号 销售单号 订单"),
    (Role::LineId, "子订单编号 子订单号 子订单id orderitemid lineitemid orderlineid paymentsequential lineid 子单号"),
    (Role::Account, "customeruniqueid customerid customernumber customerno customercode userid buyerid buyeruserid \
        buyerusername memberid membernumber clientid shopperid accountid username openid unionid buyeropenid \
        buyeropenuid doudianopenid 买家会员名 买家id 会员id 会员编号 会员号 会员卡号 会员名 客户id 客户编号 \
        客户编码 客户代码 顾客id 顾客编号 用户id 用户编号 用户名 下单帐号 下单账号 买家账号 accountid username \
        openid unionid 买家会员名 买家id 会员id 会员编号 会员号 会员卡号 会员名 客户id 客户编号 客户编码 客户代码 \
        顾客id 顾客编号 用户id 用户编号 用户名 下单帐号 下单账号 买家账号 memberno membercode customeraccount \
        buyeraccount accountnumber customerref 客户号 客户账号 会员账号 会员代码 顾客编码 用户账号 买家编号 \
        买家会员号 买家账户"),
    (Role::Email, "email customeremail buyeremail emailaddress useremail contactemail billingemail 邮箱 电子邮箱 买家邮箱 \
        客户邮箱 会员邮箱 买家支付宝账号 mail emailid customeremailaddress billingemailaddress 客户邮件 电子邮件 \
        邮件地址"),
    (Role::Phone, "phone customerphone buyerphone buyerphonenumber phonenumber mobile mobilephone mobilenumber telephone tel \
        买家手机号 买家手机 用户购买手机号 会员手机号 会员手机 客户手机 客户手机号 客户电话 手机 手机号 手机号码 \
        联系手机 联系电话 电话 电话号码 收货人手机号 收货人手机号提货人手机号 收货人电话 收件人手机号 收件人手机 \
        收件人电话 customermobile customerphonenumber contactnumber contactphone cellphone 客户手机号码 会员电话 \
        买家电话 顾客手机 顾客电话 联系方式"),
    (Role::Name, "customer customername buyername client clientname buyer fullname member membername user billingname 客户 \
        客户名称 客户姓名 客户名 顾客 顾客姓名 会员 会员姓名 买家 买家姓名 用户 姓名 收货人 收货人姓名 收件人 \
        收件人姓名 收货人提货人 买家昵称 purchaser customerfullname billtoname clientfullname buyerfullname \
        顾客名称 会员名称 客户名字"),
    // From "paidat" on better than nothing: when it was paid.
    (Role::Date, "orderdate ordertime orderdatetime orderedon ordereddate placedat placedon purchasedon purchasedat \
        purchaseddate boughtat boughton dateordered dateoforder dateofpurchase dateplaced ordercreatedat orderedat \
        createdat createdatutc created createdutc createddate createddateutc createdtime creationdate \
        orderpurchasetimestamp purchasedate purchasetime transactiondate invoicedate saledate salesdate datetime \
        timestamp date time day 订单创建时间 订单提交时间 下单时间 下单日期 创建时间 订单时间 订单日期 拍下时间 \
        订购日期 订购时间 购物时间 购物日期 成交日期 订单创建日期 创建日期 提交时间 开单日期 开单时间 订单成交时间 \
        成交时间 交易时间 交易日期 消费时间 消费日期 购买时间 购买日期 销售日期 日期 时间 paidat paidondate \
        paymentdate paymentsdate 订单付款时间 付款时间 支付时间 支付完成时间 买家付款时间 付款日期 支付日期 \
        paymenttime paiddate datepaid"),
    (Role::PaidAt, "paidat paidondate paymentdate 订单付款时间 付款时间 支付时间 支付完成时间 买家付款时间 付款日期 支付日期 \
        paymenttime paiddate datepaid"),
    (Role::Time, "time ordertime 时间"),
    (Role::Amount, "买家实际支付金额 买家实付金额 订单实付金额 用户实付金额 实付金额 实际支付金额 实付款 实付 顾客实付 \
        顾客实付金额 用户实付 实收 实收款 实付总额 实付款金额 实付额 实付价 实际支付 支付金额 付款金额 \
        订单实收金额 商家应收金额支付金额 实收金额 结算金额 订单应付金额 应付金额 用户应付金额 订单金额 订单总额 \
        订单总金额 成交总额 成交额 成交价 交易额 消费额 消费总额 支付总额 付款总额 成交金额 交易金额 消费金额 \
        销售额 销售金额 购买金额 总金额 总价 合计 金额 amountpaid paidamount totalpaid totalpaidamount \
        amountcharged chargedamount totalcollected paymentvalue ordertotal total totalamount totalprice totalvalue \
        totalorderamount totalordervalue totalsales totalsum saleamount salesamount purchaseamount \
        transactionamount grandtotal orderamount ordervalue netsales netamount nettotalamount netrevenue netvalue \
        nettotal amount revenue sales dollarvalue value paid payment spend monetary subtotal gross grosssales \
        grossamount grosstotal turnover sum 总额 总计 款项 货款 优惠后金额 折后金额 折扣后金额 折后总价"),
    (Role::LineAmount, "lineamount linetotal lineitemtotal itemtotal itemprice paidprice 商品金额 小计"),
    (Role::UnitPrice, "unitprice price lineitemprice 单价 商品单价 京东价 价格 售价"),
    (Role::Quantity, "quantity qty lineitemquantity quantitypurchased pieces units count itemssold numberofitems 数量 商品数量 \
        购买数量 订购数量 件数 商品件数 宝贝总数量 宝贝数量 商品数量件 sku件数 orderquantity itemquantity \
        numberofpieces numberofunits 订单数量 商品总数 总件数 总数量"),
    (Role::Status, "financialstatus orderstatus paymentstatus status transactionstatus 订单状态 交易状态 状态 支付状态 \
        付款状态 orderstate paymentstate 订单进度"),
    (Role::PaymentStatus, "paymentstatus financialstatus transactionstatus 支付状态 付款状态 交易状态"),
    (Role::AfterSales, "售后状态 订单退款状态 退款状态 refundstatus"),
    (Role::Fulfilment, "fulfillmentstatus fulfilmentstatus shippingstatus 发货状态"),
    (Role::CancelledAt, "cancelledat canceledat 取消时间 cancelleddate canceleddate canceldate cancellationdate datecancelled \
        取消日期"),
    (Role::Refund, "refundedamount refundamount amountrefunded refund refunds 退款金额 订单已退款金额 已退款金额 退款 \
        refundtotal totalrefund totalrefunded refundedtotal amountrefund 退款总额 退款额 已退金额 退货金额"),
    (Role::Discount, "discountamount discount discounts 优惠金额 优惠总金额 店铺优惠合计 店铺优惠 折扣 折扣金额 优惠"),
    (Role::Currency, "currency currencycode 币种 货币"),
    (Role::Product, "productname product lineitemname itemname item itemtitle products description sku productid stockcode \
        商品名称 商品 商品标题 宝贝标题 标题 宝贝名称 选购商品 全部商品名称 sku名称 产品 产品名称 品名 货品 商品id"),
    (Role::Category, "category productcategory producttype department 商品类目 类目 品类 商品分类 分类 类别"),
    (Role::Channel, "channel saleschannel source attribution utmsource 渠道 销售渠道 订单渠道 app渠道 订单来源 来源 平台"),
    (Role::Region, "region province state shippingprovince shipstate country shipcountry 省 省份 收货省份 收货人省份 地区 国家"),
    (Role::PaymentMethod, "paymentmethod paymenttype 支付方式 付款方式"),
    (Role::Gross, "总金额 订单总额 订单总金额 订单金额 应付金额 ordertotal orderamount grandtotal totalamount totalprice \
        grossamount gross"),
    (Role::TimeZone, "timezone 时区"),
    (Role::RefundOf, "originalorderid originalordernumber originalorder originaltransactionid originalinvoice parentorderid \
        parentid parenttransactionid refundedorderid refundof referencetxnid 原订单号 原订单编号 原始订单号 原单号 \
        关联订单号"),
];

/// The usual names, and for each a bit a role.
struct Known {
    names: Interner,
    roles: Vec<u32>,
}

/// The bit of names abroad, beside those of the roles.
const ABROAD: u32 = 1 << 31;

impl Known {
    /// Made when it is first asked for.
    fn of_all() -> &'static Known {
        static ALL: OnceLock<Known> = OnceLock::new();
        ALL.get_or_init(|| {
            let mut known = Known { names: Interner::default(), roles: Vec::new() };
            USUAL.iter().for_each(|(role, names)| known.add(names, 1 << *role as u32));
            names_abroad::USUAL.iter().for_each(|(_, names)| known.add(names, ABROAD));
            known
        })
    }

    fn add(&mut self, names: &'static str, bit: u32) {
        for name in words::each(names) {
            let number = self.names.intern(name.as_bytes()) as usize;
            if number == self.roles.len() {
                self.roles.push(0);
            }
            self.roles[number] |= bit;
        }
    }

    fn roles_of(&self, name: &str) -> u32 {
        self.names.find(name.as_bytes()).map_or(0, |number| self.roles[number as usize])
    }
}

/// Whether a normalised name is a usual one, of any role and language.
pub(super) fn is_usual(name: &str) -> bool {
    Known::of_all().roles_of(name) != 0
}

/// The roles that a normalised name is usual for in Chinese and English.
pub(super) fn roles_of(name: &str) -> impl Iterator<Item = Role> + use<> {
    let roles = Known::of_all().roles_of(name);
    Role::ALL.into_iter().filter(move |&role| roles & 1 << role as u32 != 0)
}

/// Whole names that say "the customer", and not what of the customer.
#[rustfmt::skip]
const PLAIN_CUSTOMER: &str = "customer buyer client member user shopper 客户 顾客 会员 买家 用户 purchaser kunde kaufer besteller acheteur \
    cliente comprador 会員 購入者 注文者 고객 구매자 會員 買家";

/// Parts of names of columns that may hold a customer's key.
const CUSTOMER_WORDS: &str =
    "customer buyer client member user shopper 买家 客户 会员 用户 顾客 卡号 openid uid";

/// Parts of names of shops, and of things said of customers that tell nobody apart.
const DECOYS: &str = "店铺 门店 shop store 留言 备注 note remark type 是否 地址 买家应付";

/// Parts of names of what is known of a customer, beside who it is.
#[rustfmt::skip]
const TRAITS: &str = "应付 实付 支付 金额 来源 标签 等级 级别 类型 类别 分组 性别 年龄 积分 评价 状态 source level segment group \
    gender country review since";

/// Whether a normalised name says "the customer", and nothing else.
pub fn is_plain_customer(name: &str) -> bool {
    words::has(PLAIN_CUSTOMER, name)
}

/// Whether a normalised value says yes or no, or what type of customer it is.
pub(super) fn is_flag(value: &str) -> bool {
    #[rustfmt::skip]
    const FLAGS: &str = "0 1 是 否 有 无 yes no y n true false new old returning existing repeat first firsttime member nonmember \
        regular vip guest registered individual personal company business retail wholesale male female 新客 老客 \
        新客户 老客户 新顾客 老顾客 新用户 老用户 会员 非会员 普通会员 普通 金卡 银卡 个人 企业 公司 男 女";
    words::has(FLAGS, value)
}

/// Whether a normalised name hints at a customer.
pub(super) fn hints_at_customer(name: &str) -> bool {
    const MONEY: &str = "fee paid amount total 金额 运费 实付";
    let has = |words: &str| words::any_in(words, name);
    has(CUSTOMER_WORDS) && !has(TRAITS) && !has(MONEY) && !is_decoy(name)
}

/// Whether a normalised name says that the column is about somebody or something else.
pub(super) fn is_decoy(name: &str) -> bool {
    has_other_people(name) || words::any_in(DECOYS, name)
}

/// Whether a normalised name is about who receives the goods, and not about who buys them.
pub(super) fn is_about_recipient(name: &str) -> bool {
    const WORDS: &str = "收货 收件 提货 联系 ship recipient receiver";
    words::any_in(WORDS, name)
}

/// Whether a normalised name says that the column names something: an order, a customer, an article.
pub(super) fn is_id(name: &str) -> bool {
    const ENDS: &str = "id no number code sku key 编号 编码 单号 订单号 账号 卡号 id号";
    words::any_ends(ENDS, name) && !is_bare_id(name)
}

/// Whether a normalised name says that it names something, and not what: equal ones may name different things.
pub(super) fn is_bare_id(name: &str) -> bool {
    words::has("id no number code key name 编号 编码 序号 名称", name)
}

/// Whether a normalised name is about goods or places: their values repeat as customers do.
pub(super) fn is_about_goods(name: &str) -> bool {
    const WORDS: &str = "sku code 编码 属性 规格 物流 快递 zip postal postcode city address product item 商品 单号 城市 carrier";
    words::any_in(WORDS, name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_folded() {
        for (name, expected) in [
            ("Order ID ", "orderid"),
            ("用户实付金额(元)", "用户实付金额"),
            ("订单付款时间 ", "订单付款时间"),
            ("ＳＫＵ名称", "sku名称"),
        ] {
            assert_eq!(normalised(name), expected);
        }
    }

    #[test]
    fn usual_names_are_written_as_they_are_compared() {
        for name in USUAL.iter().flat_map(|(_, names)| words::each(names)) {
            assert_eq!(normalised(name), name);
        }
    }

    #[test]
    fn usual_names_are_found_with_all_their_roles() {
        for name in USUAL.iter().chain(names_abroad::USUAL).flat_map(|(_, names)| words::each(names)) {
            let mut expected: Vec<Role> =
                USUAL.iter().filter(|(_, names)| words::has(names, name)).map(|(role, _)| *role).collect();
            expected.sort();
            assert!(is_usual(name) && roles_of(name).eq(expected), "{name}");
        }
        for name in ["", "ordered by", "订单编", "orderid orderno"] {
            assert!(!is_usual(name) && roles_of(name).next().is_none(), "{name}");
        }
    }

    #[test]
    fn promoters_are_no_customers() {
        for name in ["达人id", "cps达人id", "达人昵称", "店铺会员", "sellerusername"] {
            assert!(!hints_at_customer(name), "{name}");
        }
        for name in ["客户来源", "会员等级", "顾客实付", "customersegment"] {
            assert!(!hints_at_customer(name), "{name}");
        }
        assert!(hints_at_customer("会员卡"));
    }
}
