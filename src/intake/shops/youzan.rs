//! 有赞 order export: one row an order. The buyer's telephone is the key; those of cashiers, guides, distributors
//! and of whoever a bill is charged to are other people's.

use super::Shop;
use crate::intake::role::Role;

pub(super) const SHOP: Shop = Shop {
    name: "youzan",
    fingerprint: "订单号 归属店铺 订单实付金额 订单实收金额 买家手机号",
    columns: &[
        (Role::OrderId, "订单号"),
        (Role::Account, "买家id 买家编号"),
        (Role::Phone, "买家手机号 收货人手机号提货人手机号"),
        (Role::Date, "订单创建时间"),
        (Role::PaidAt, "买家付款时间"),
        (Role::Amount, "订单实付金额"),
        (Role::Refund, "订单已退款金额"),
        (Role::Discount, "店铺优惠合计"),
        (Role::Status, "订单状态"),
        (Role::AfterSales, "订单退款状态"),
        (Role::Product, "全部商品名称"),
        (Role::Channel, "订单来源 销售渠道"),
        (Role::Region, "收货人省份"),
        (Role::PaymentMethod, "付款方式"),
    ],
    currency: Some("CNY"),
    ..Shop::PLAIN
};
