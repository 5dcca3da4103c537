//! What a name that is no usual one says by its parts: `Order Total (GBP)`, `下单日期（北京时间）`.

use super::names;
use super::role::Role;
use super::words;

/// For each role the parts that speak for it and those that speak against it, normalised.
struct Parts {
    role: Role,
    any: &'static str,
    /// Where there are any, one of these must be in the name too.
    and: &'static str,
    none: &'static str,
}

#[rustfmt::skip]
const PARTS: &[Parts] = &[
    Parts {
        role: Role::OrderId,
        any: "order 订单 訂單 bestell auftrag commande pedido 注文 受注 주문 invoice 交易",
        and: "id no num nr code ref 号 编码 編號 番号 コード 번호",
        none: "item line 子 refund return ship track 快递 物流 支付 payment count date datum note status 备注 退款 \
            amount 店 原 prior customer buyer previous parent discount coupon promo currency country zip post \
            method type channel source",
    },
    Parts {
        role: Role::Date,
        any: "date time datum fecha 日期 时间 時間 日時 日付 날짜 일시",
        and: "",
        none: NOT_DATE,
    },
    Parts {
        role: Role::Amount,
        any: "amount total revenue paid betrag summe umsatz montant importe monto 金额 总额 实付 实收 成交额 金額 \
            合計 總額 금액 매출",
        and: "",
        none: NOT_AMOUNT,
    },
    Parts {
        role: Role::Quantity,
        any: "quantity qty menge cantidad quantite 数量 件数 個数 數量 수량",
        and: "",
        none: "stock 库存 refund return 退 ship 发 remain",
    },
    Parts {
        role: Role::UnitPrice,
        any: "unitprice priceeach priceperunit 单价 單價 単価 stuckpreis einzelpreis prixunit preciounit",
        and: "",
        none: "discount 折扣",
    },
    Parts {
        role: Role::Status,
        any: "status 状态 狀態 ステータス estadodel statut",
        and: "",
        none: "item ship fulfil 发货 物流 退款 refund 售后 审核 发票 invoice customer member 会员 stock liefer \
            versand livraison envio",
    },
    Parts {
        role: Role::Refund,
        any: "refund 退款 erstatt rembours reembols 返金 환불",
        and: "",
        none: "id no num status 状态 date time 时间 reason 原因 qty 数量 件数 fee 手续费 type 类型 tax 税 before \
            without excl",
    },
    Parts { role: Role::Currency, any: "currency 币种 通貨 wahrung devise", and: "", none: "converted rate" },
    Parts {
        role: Role::Email,
        any: "email mail 邮箱 メール correo courriel",
        and: "",
        none: "fulfil send sent opt marketing",
    },
    Parts {
        role: Role::Phone,
        any: "phone mobile 手机 电话 telefon 電話 전화",
        and: "",
        none: "type model courier 快递 挂账 是否",
    },
];

/// Parts of names of dates that are not when the order was made.
#[rustfmt::skip]
const NOT_DATE: &str = "ship deliver dispatch expect estimat due birth updat modif refund return cancel complete finish close end \
    expir regist join first last next settle deposit payout fulfil arriv zone report export print versand liefer \
    geburt livraison expedition naissance envio entrega nacimiento 发货 收货 到货 送达 生日 出生 更新 修改 退款 \
    取消 完成 签收 预约 确认 打款 结束 关闭 审核 出库 出账 承诺 注册 入会 首次 最近 提货 配送 时区 时段 售后 赔付 \
    导出 発送 配達 到着 出荷 生年 希望 發貨 出貨 到貨 배송 생일";

/// Parts of names of amounts that are not what was paid for the order.
#[rustfmt::skip]
const NOT_AMOUNT: &str = "tax fee ship freight postage handling discount coupon refund tip point cost profit margin commission weight \
    qty quantity item count date time rate percent balance deposit credit gift voucher promo vat unit price line \
    product converted outstanding lifetime orders 次数 笔数 prior saved budget status method mwst steuer versand \
    rabatt gutschein tva livraison remise frais iva envio descuento 送料 税 割引 手数料 ポイント 运费 邮费 优惠 \
    退款 手续费 积分 佣金 折扣 成本 抵扣 红包 补贴 服务费 赔付 差价 利润 重量 数量 件数 余额 押金 定金 提成 小费 \
    包装 保险 单价 商品 时间 日期 方式 状态 打款 收款 累计 应开票 運費 優惠 單價 折抵 배송 할인";

/// A tax that a total includes, or not, is not the tax.
const WITH_OR_WITHOUT_TAX: &str = "inctax extax incvat exvat incl excl inkl exkl 含税 税込 税抜 withtax";

/// Whether a part of the normalised name says this role.
pub(super) fn says(name: &str, role: Role) -> bool {
    let has = |parts: &str| words::any_in(parts, name);
    let speak =
        |parts: &&Parts| parts.role == role && has(parts.any) && (parts.and.is_empty() || has(parts.and));
    PARTS.iter().find(speak).is_some_and(|parts| {
        let is_total = role == Role::Amount && has(WITH_OR_WITHOUT_TAX) && !has("ship 运费 送料 versand");
        (!has(parts.none) || is_total) && !is_of_another(name, role)
    })
}

/// Whether a name that could be a person's, or an order's, is somebody else's: `店铺邮箱`.
fn is_of_another(name: &str, role: Role) -> bool {
    let is_about_some = matches!(role, Role::OrderId | Role::Email | Role::Phone | Role::Status);
    // An address of e-mail says nothing of where somebody lives.
    is_about_some && names::is_decoy(name.trim_end_matches("地址"))
}

/// Whether a part of the normalised name speaks against this role: cells that look like it are something else.
pub(super) fn denies(name: &str, role: Role) -> bool {
    let has = |parts: &str| words::any_in(parts, name);
    match role {
        Role::Date => has(NOT_DATE),
        Role::Amount => has(NOT_AMOUNT),
        _ => names::is_decoy(name),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_say_what_a_name_means() {
        let cases: [(&str, Role); 12] = [
            ("Order ID (internal)", Role::OrderId),
            ("原始日期", Role::Date),
            ("Date/Time of order", Role::Date),
            ("下单日期（北京时间）", Role::Date),
            ("Order total GBP", Role::Amount),
            ("Total incl. VAT", Role::Amount),
            ("Gesamtbetrag in EUR", Role::Amount),
            ("订单实付金额合计", Role::Amount),
            ("Qty ordered", Role::Quantity),
            ("Refund (USD)", Role::Refund),
            ("客户邮箱地址", Role::Email),
            ("Kunden-Telefon", Role::Phone),
        ];
        for (name, role) in cases {
            assert!(says(&names::normalised(name), role), "{name}");
        }
    }

    #[test]
    fn other_dates_and_amounts_are_not_the_orders() {
        let dates = [
            "Ship Date",
            "预计送达时间",
            "Versanddatum",
            "发货日期",
            "Last updated time",
            "生日日期",
            "発送日時",
        ];
        let amounts = [
            "Tax amount",
            "运费金额",
            "Total discount",
            "退款金额合计",
            "Total items",
            "店铺优惠金额",
            "Shipping incl. tax",
        ];
        for (names, role) in [(dates, Role::Date), (amounts, Role::Amount)] {
            for name in names {
                let name = names::normalised(name);
                assert!(!says(&name, role), "{name}");
                assert!(denies(&name, role), "{name}");
            }
        }
    }
}
