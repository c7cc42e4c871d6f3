// Brings the chosen page of a navigation that scrolls sideways into view, where the style sheet alone does not.
document.querySelector(".topbar .nav [aria-current]")?.scrollIntoView({ inline: "center", block: "nearest" });

// Marks the open part of the phone layout in the bottom bar; the parts themselves open by their anchors, without script.
(() => {
  const mark = () => {
    const links = document.querySelectorAll(".tabbar a");
    const open = [...links].find((link) => link.hash === location.hash) || links[0];
    for (const link of links) {
      if (link === open) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
  };

  addEventListener("hashchange", mark);
  mark();
})();
