// Charts: only the parts of ECharts that are drawn here, as SVG, without a style or a script in the page's own text.
import { BarChart, LineChart } from "echarts/charts";
import { GridComponent, TooltipComponent } from "echarts/components";
import { init, use, type EChartsType } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";

use([BarChart, LineChart, GridComponent, TooltipComponent, SVGRenderer]);

export interface Drawn {
  kind: "line" | "bar" | "lying";
  names: string[];
  values: (number | null)[]; // null: nothing is to be divided by
  most?: number; // where the axis ends
  unit: string;
}

const INK = "#4e5969";
const BLUE = "#0052d9";
const ROW = 26; // pixels of a lying bar
const FRAME = 40;

export const open = (box: HTMLElement): EChartsType => init(box, null, { renderer: "svg" });

/** As high as its lines need. */
export const heightOf = (drawn: Drawn): number => (drawn.kind === "lying" ? Math.max(140, drawn.names.length * ROW + FRAME) : 240);

export function draw(chart: EChartsType, { kind, names, values, most, unit }: Drawn): void {
  const lying = kind === "lying";
  const named = { type: "category" as const, data: names, inverse: lying, axisLabel: { color: INK, width: 120, overflow: "truncate" as const }, axisTick: { show: false } };
  const counted = {
    type: "value" as const, min: 0, ...(most === undefined ? { minInterval: 1 } : { max: most }),
    axisLabel: { color: INK, formatter: `{value}${unit}` }, splitLine: { lineStyle: { color: "#e8eaee" } },
  };
  const label = { show: true, position: lying ? ("right" as const) : ("top" as const), color: INK, formatter: (at: { value: unknown }) => (at.value === null || at.value === undefined || (kind === "bar" && at.value === 0) ? "" : `${String(at.value)}${unit}`) };
  chart.setOption(
    {
      animation: false,
      color: [BLUE],
      textStyle: { fontFamily: "inherit" },
      grid: { left: 8, right: lying ? 56 : 16, top: 24, bottom: 8, containLabel: true },
      tooltip: { trigger: "axis", renderMode: "richText", valueFormatter: (value: unknown) => (value === null || value === undefined ? "—" : `${String(value)}${unit}`) },
      xAxis: lying ? counted : named,
      yAxis: lying ? named : counted,
      series: [{ type: kind === "line" ? "line" : "bar", data: values, label, barMaxWidth: 24, symbolSize: 7, connectNulls: false }],
    },
    true,
  );
}
