"""Parts: how is what several pages share put together, such as filters, results, charts and pagers?"""
