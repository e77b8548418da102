// Draws each chart from the JSON beside it, and again when the reader turns to light or dark.
(() => {
  const drawn = [];
  const errorBars = (data) => ({
    id: "errorBars",
    afterDatasetsDraw(chart) {
      const { ctx, scales: { y } } = chart;
      ctx.save();
      ctx.strokeStyle = getComputedStyle(document.documentElement).getPropertyValue("--ink").trim();
      ctx.lineWidth = 1.5;
      data.series.forEach((one, i) => chart.getDatasetMeta(i).data.forEach((element, k) => {
        if (!chart.isDatasetVisible(i) || (one.lows[k] ?? null) === null) return;
        const [low, high, x, cap] = [y.getPixelForValue(one.lows[k]), y.getPixelForValue(one.highs[k]), element.x, 4];
        ctx.beginPath();
        for (const [x1, y1, x2, y2] of [[x, low, x, high], [x - cap, low, x + cap, low], [x - cap, high, x + cap, high]]) {
          ctx.moveTo(x1, y1);
          ctx.lineTo(x2, y2);
        }
        ctx.stroke();
      }));
      ctx.restore();
    },
  });
  const draw = () => {
    const style = getComputedStyle(document.documentElement);
    const colour = (name) => style.getPropertyValue(name).trim();
    const series = colour("--series").split(",").map((one) => one.trim());
    Chart.defaults.color = colour("--faint");
    Chart.defaults.borderColor = colour("--line");
    Chart.defaults.font.family = getComputedStyle(document.body).fontFamily;
    Chart.defaults.animation = false;
    while (drawn.length > 0) drawn.pop().destroy();
    for (const figure of document.querySelectorAll("figure.chart")) {
      const data = JSON.parse(figure.querySelector('script[type="application/json"]').textContent);
      const ends = data.series.flatMap((one) => [...one.lows, ...one.highs]).filter((end) => end !== null);
      drawn.push(new Chart(figure.querySelector("canvas"), {
        type: data.kind,
        plugins: [errorBars(data)],
        data: {
          labels: data.labels,
          datasets: data.series.map((one, i) => ({
            label: one.name,
            data: one.values,
            borderColor: series[i % series.length],
            backgroundColor: series[i % series.length],
            borderWidth: data.kind === "line" ? 2 : 0,
            pointRadius: data.labels.length > 60 ? 0 : 2.5,
            spanGaps: false,
          })),
        },
        options: {
          maintainAspectRatio: false,
          interaction: { mode: "index", intersect: false },
          plugins: { legend: { display: data.series.length > 1, align: "start", labels: { boxWidth: 14 } } },
          scales: {
            x: { title: { display: true, text: data.x }, grid: { display: false } },
            y: {
              title: { display: true, text: data.y },
              beginAtZero: data.kind === "bar",
              suggestedMin: ends.length > 0 ? Math.min(...ends) : undefined,
              suggestedMax: ends.length > 0 ? Math.max(...ends) : undefined,
            },
          },
        },
      }));
    }
  };
  draw();
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
})();
