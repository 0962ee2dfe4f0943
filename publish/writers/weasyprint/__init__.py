"""The one wing that knows WeasyPrint: engine, hook for our composition, and what of it is replaced and why."""
