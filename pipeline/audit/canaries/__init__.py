"""Canaries: plants random values in a sample, trains models on its copy and on the raw sample, and tests what they remember.

- N. Carlini, C. Liu, U. Erlingsson, J. Kos, D. Song (2019): The Secret Sharer: Evaluating and Testing Unintended
  Memorization in Neural Networks. USENIX Security. Exposure of canaries.
- T. Steinke, M. Nasr, M. Jagielski (2023): Privacy Auditing with One (1) Training Run. NeurIPS. Bound of epsilon.
- The chain of models, teacher, student and auxiliary, is that of arXiv 2606.10481.
"""
