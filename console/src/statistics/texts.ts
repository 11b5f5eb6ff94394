import type { Schema } from "../kernel/api";

export type By = "month" | "campus" | "department" | "doctor";

export const BYS: Record<By, string> = { month: "按月", campus: "按院区", department: "按科室", doctor: "按医生" };
export const NAMES: Record<By, string> = { month: "月份", campus: "院区", department: "科室", doctor: "医生" };

export const TEXT = {
  title: "统计报表",
  by: "分组",
  month: "月份",
  monthHint: "按月查看时，显示到所选月份为止的 12 个月。",
  export: "导出 Excel",
  exportHint: "导出所选月份的全部报表，此操作会记入审计日志。",
  exported: "报表已导出",
  rates: "比率",
  rate: "指标",
  means: (means: string): string => `${means}。分母为 0 时不计算。`,
  part: "分子",
  whole: "分母",
  percent: "比率",
  scores: "满意度",
  score: "评价对象",
  answers: "份数",
  mean: "均分",
  good: "满意率",
  goodMeans: "满意率：四星、五星份数 ÷ 评价份数。",
  counts: "数量",
  money: "线上收费",
  paid: "收费",
  refunded: "退费",
  times: (times: number): string => `${times} 笔`,
  saved: "为患者节省的窗口时间",
  savedBookings: (times: number): string => `线上挂号 ${times} 次`,
  savedCopies: (times: number): string => `线上复印办结 ${times} 件`,
  minutes: (minutes: number): string => `约 ${minutes} 分钟`,
  noMinutes: "尚未设置窗口平均用时，不作估算",
  hours: "挂号时段分布",
  hour: "时段",
  bookings: "挂号成功",
  span: (from: number, to: number): string => `${from}–${to} 时`,
  none: "—",
  empty: "该月份没有数据，请选择其他月份",
  chart: (title: string): string => `${title}图，数值见表格`,
  asTable: "查看表格",
} as const;

export const SCORES: Record<"score_hospital" | "score_department" | "score_doctor" | "score_service", string> = {
  score_hospital: "医院",
  score_department: "科室",
  score_doctor: "医生",
  score_service: "服务",
};

export const percent = (value: Schema["RateView"]["percent"]): string => (value === null ? TEXT.none : `${value.toFixed(1)}%`);
