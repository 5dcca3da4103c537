//! People in an order who are not its customer: who promoted it, who sold it, who carried it, who pays the bill
//! for others. Their ids and telephones repeat as customers' do, and grouping by them looks like a result.

use super::words;

/// Parts of normalised names of their columns.
const WORDS: &str = "达人 主播 团长 快赚客 推广者 推客 带货 mcn 分销 收银 导购 客服 业务员 经理 顾问 操作员 结账人 经手人 销售员 \
    店员 员工 企微 企业微信 挂账 配送员 骑手 服务商 商家 seller vendor staff employee operator cashier salesperson \
    salesrep promoter affiliate influencer courier";

/// Whether a column with this normalised name is about one of them.
pub(super) fn has_other_people(name: &str) -> bool {
    words::any_in(WORDS, name)
}

/// Whether such a column says who it is: an id, a name, a telephone.
pub(super) fn says_who(name: &str) -> bool {
    const PARTS: &str = "id 昵称 名称 姓名 手机 电话 账号 name phone 工号";
    const THINGS: &str = "类型 明细 商家 时间 金额 佣金 费用";
    let is_alone = name.ends_with('员') || words::any_ends(WORDS, name);
    let is_thing = words::any_in(THINGS, name);
    has_other_people(name) && (is_alone || words::any_in(PARTS, name)) && !is_thing
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn promoters_and_staff_are_known_by_their_columns() {
        for name in [
            "达人id",
            "cps达人昵称",
            "分销员手机号",
            "挂账手机号",
            "收银员",
            "带货账号昵称",
            "快赚客id",
            "企微工号",
        ] {
            assert!(says_who(name), "{name}");
        }
        for name in ["会员id", "买家手机号", "customerid", "达人优惠", "带货费用", "商家实收金额"]
        {
            assert!(!says_who(name), "{name}");
        }
    }
}
