// Draws each chart from the JSON beside it, and again when the reader turns to light or dark.
(() => {
  const drawn = [];
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
      drawn.push(new Chart(figure.querySelector("canvas"), {
        type: data.kind,
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
            y: { title: { display: true, text: data.y }, beginAtZero: data.kind === "bar" },
          },
        },
      }));
    }
  };
  draw();
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
})();
