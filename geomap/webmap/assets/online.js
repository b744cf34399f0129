// A layer of an online map, where whoever made this page asked for one: over our land, under our lines.

function onlineLayer(map, { name, url, attribution, maxZoom, subdomains }) {
  map.createPane("online").style.zIndex = 200;
  const layer = L.tileLayer(url, { pane: "online", maxZoom, subdomains, attribution: null });
  const show = (on) => {
    if (on) layer.addTo(map); else layer.remove();
    map.getContainer().classList.toggle("online", on);
  };
  const box = el("input", { type: "checkbox", onchange: () => show(box.checked) });
  box.checked = true;
  const control = L.control({ position: "topright" });
  control.onAdd = () => el("label", { class: "all" }, box, " Online map: ", words(name));
  control.addTo(map);
  const credit = L.control({ position: "bottomright" });
  credit.onAdd = () => el("div", { class: "credit" }, words(attribution));
  credit.addTo(map);
  show(true);
}
